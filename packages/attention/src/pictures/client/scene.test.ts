import { describe, expect, it } from 'vitest';
import { lookingRow, samePlace, shownPlace, tintsOf, weightsAt } from './scene.ts';

const map = { rows: 2, columns: 3, values: Float64Array.of(0.5, 0.5, 0, 0.25, 0, 0.75) };
const first = { side: 'rows', index: 0 } as const;
const second = { side: 'rows', index: 1 } as const;
const last = { side: 'columns', index: 2 } as const;

describe('a scene', () => {
  it('gives what a row looks at, and who looks at a column', () => {
    expect(Array.from(weightsAt(map, second))).toEqual([0.25, 0, 0.75]);
    expect(Array.from(weightsAt(map, last))).toEqual([0, 0.75]);
  });

  it('looks from the row that is pointed at, else from the pinned row, else from all', () => {
    expect(Array.from(lookingRow(map, first, second))).toEqual([0.5, 0.5, 0]);
    expect(Array.from(lookingRow(map, last, second))).toEqual([0.25, 0, 0.75]);
    expect(Array.from(lookingRow(map, last, undefined))).toEqual([0.375, 0.25, 0.375]);
  });

  it('speaks of the word that is pointed at, else of the pinned one', () => {
    const rest = { map, most: 1, look: { theme: 'light', view: 'matrix', scaleTo: 1 } } as const;
    expect(shownPlace({ ...rest, pointed: first, pinned: second })).toBe(first);
    expect(shownPlace({ ...rest, pointed: undefined, pinned: second })).toBe(second);
    expect(samePlace(first, { side: 'columns', index: 0 })).toBe(false);
    expect(samePlace(undefined, undefined)).toBe(true);
  });

  it('tints by the share of the strongest weight', () => {
    expect(tintsOf(Float64Array.of(0.25, 0.5, -0.1), 0.5)).toEqual([
      { share: 0.5, text: '25.0\u00a0%' },
      { share: 1, text: '50.0\u00a0%' },
      { share: 0, text: '-10.0\u00a0%' },
    ]);
  });
});
