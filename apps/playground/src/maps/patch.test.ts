import { describe, expect, it } from 'vitest';
import { heads, isOff, keepOnly, toggle } from './patch.ts';

const shape = { layers: 2, heads: 3 };

it('heads: of a head, a layer, all', () => {
  expect(heads(shape, { layer: 1, head: 2 })).toEqual([{ layer: 1, head: 2 }]);
  expect(heads(shape, { layer: 1, head: 'mean' })).toHaveLength(3);
  expect(heads(shape, { layer: 'mean', head: 'mean' })).toHaveLength(6);
});

describe('toggle', () => {
  it('switches off and on again', () => {
    const off = toggle([], [{ layer: 1, head: 2 }], true);
    expect(off).toEqual([[], [2]]);
    expect(isOff(off, { layer: 1, head: 2 })).toBe(true);
    expect(isOff(off, { layer: 0, head: 2 })).toBe(false);
    expect(toggle(off, [{ layer: 1, head: 0 }], true)).toEqual([[], [0, 2]]);
    expect(toggle(off, [{ layer: 1, head: 2 }], false)).toEqual([[], []]);
  });
});

describe('keepOnly', () => {
  it('a head: the others of its layer are off', () => {
    expect(keepOnly(shape, { layer: 1, head: 1 })).toEqual([[], [0, 2]]);
  });
  it('a layer: the others are off', () => {
    expect(keepOnly(shape, { layer: 1, head: 'mean' })).toEqual([[0, 1, 2]]);
  });
});
