import {
  cast,
  concat,
  DTypeError,
  multiply,
  OptionError,
  observe,
  ones,
  RandomGenerator,
  ShapeError,
  slice,
  type Tensor,
  zeros,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import { paddingMask } from '../masks/padding.ts';
import { BlockLocalAttention, blockLocalAttention } from './block-local-attention.ts';
import { slidingWindowAttention } from './sliding-window-attention.ts';

describe('BlockLocalAttention', () => {
  const model = new BlockLocalAttention(6, 3, { block: 4 }).initialize(new RandomGenerator(1));

  it('attends inside blocks: a change reaches its own block alone', () => {
    const x = new RandomGenerator(2).normal([1, 11, 6]);
    const changed = concat(
      [slice(x, { axis: 1, end: 6 }), ones([1, 1, 6]), slice(x, { axis: 1, start: 7 })],
      {
        axis: 1,
      },
    );
    const differs = (causal: boolean): number[] => {
      const [a, b] = [model.forward(x, { causal }), model.forward(changed, { causal })];
      const row = (y: Tensor, at: number): Tensor => slice(y, { axis: 1, start: at, end: at + 1 });
      return Array.from({ length: 11 }, (_, at) => at).filter(
        (at) => worstDifference(row(a, at), row(b, at)) > 1e-6,
      );
    };
    expect(differs(false)).toEqual([4, 5, 6, 7]);
    expect(differs(true)).toEqual([6, 7]);
  });

  it('hides padding and lets observers replace what the heads read', () => {
    const x = new RandomGenerator(3).normal([2, 7, 6]);
    const short = slice(slice(x, { axis: 0, start: 1 }), { axis: 1, end: 5 });
    const padded = model.forward(x, { mask: paddingMask([7, 5], 7) });
    const cut = slice(slice(padded, { axis: 0, start: 1 }), { axis: 1, end: 5 });
    expect(worstDifference(cut, model.forward(short))).toBeLessThan(1e-6);
    const silenced = observe(model, { context: (y) => multiply(y, 0) }, () => model.forward(short));
    expect(worstDifference(silenced, zeros([1, 5, 6]))).toBe(0);
  });
});

describe('bad input', () => {
  const x = ones([2, 4, 6, 3]);

  it('refuses windows and blocks that are not whole numbers from 1', () => {
    for (const size of [0, -1, 1.5, Number.NaN]) {
      expect(() => slidingWindowAttention(x, x, x, { window: size })).toThrow(OptionError);
      expect(() => slidingWindowAttention(x, x, x, { window: 2, block: size })).toThrow(/block/);
      expect(() => blockLocalAttention(x, x, x, { block: size })).toThrow(OptionError);
      expect(() => new BlockLocalAttention(6, 2, { block: size })).toThrow(OptionError);
      expect(() => new BlockLocalAttention(6, size, { block: 2 })).toThrow(/heads/);
    }
    expect(() => slidingWindowAttention(x, x, x, { window: 0 })).toThrow(
      'window must be a whole number from 1, got 0',
    );
    expect(() => new BlockLocalAttention(6, 4, { block: 2 })).toThrow(/6.*4 heads/);
  });

  it('refuses shapes that do not fit, in the words of the caller', () => {
    const bad = [ones([2, 3, 6, 3]), ones([2, 4, 6]), ones([1, 4, 6, 3]), ones([2, 4, 6, 5])];
    for (const keys of bad) {
      expect(() => slidingWindowAttention(x, keys, x, { window: 2 })).toThrow(ShapeError);
      expect(() => blockLocalAttention(x, keys, x, { block: 2 })).toThrow(ShapeError);
    }
    expect(() => blockLocalAttention(x, x, ones([2, 4, 5, 3]), { block: 2 })).toThrow(/\[2, 4, 5, 3\]/);
  });

  it('refuses numeric masks, and masks that are not the same for all queries', () => {
    expect(() => slidingWindowAttention(x, x, x, { window: 2, mask: ones([2, 1, 1, 6]) })).toThrow(
      DTypeError,
    );
    for (const shape of [[2, 1, 6, 6], [6], [3, 1, 1, 6], [2, 1, 1, 1]]) {
      const mask = cast(ones(shape), 'bool');
      expect(() => slidingWindowAttention(x, x, x, { window: 2, mask })).toThrow(ShapeError);
      expect(() => blockLocalAttention(x, x, x, { block: 2, mask })).toThrow(ShapeError);
    }
  });

  it('refuses unknown options', () => {
    const misspelt = { window: 2, causl: true };
    expect(() => slidingWindowAttention(x, x, x, misspelt)).toThrow(/causl/);
  });
});
