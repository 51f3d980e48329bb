import {
  type Backend,
  concat,
  cpu,
  DTypeError,
  GradientError,
  grad,
  IndexError,
  live,
  multiply,
  OptionError,
  observe,
  ones,
  RandomGenerator,
  ShapeError,
  slice,
  sum,
  type Tensor,
  tensor,
  tidy,
  use,
  zeros,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import { KeyValueCache } from '../caches/key-value-cache.ts';
import { LatentCache } from '../caches/latent-cache.ts';
import { RotatingCache } from '../caches/rotating-cache.ts';
import { RotaryPositions } from '../positions/rotary.ts';
import { LatentAttention } from './latent-attention.ts';

const positions = new RotaryPositions(4, { pairs: 'neighbours' });
const sizes = { keyValueRank: 11, headDimension: 5, rotaryDimension: 4, valueDimension: 3, positions };
const model = new LatentAttention(7, 3, sizes).initialize(new RandomGenerator(1));
const x = new RandomGenerator(2).normal([2, 9, 7]);
const tokens = (states: Tensor, start: number, end: number): Tensor => slice(states, { axis: 1, start, end });

/** A decoding step behind `length` tokens, and what it gave to the attention op. */
function attended(
  length: number,
  absorbed: boolean,
): { shapes: readonly (readonly number[])[]; shared: boolean } {
  let shapes: readonly (readonly number[])[] = [];
  let shared = false;
  const kernels: Backend['kernels'] = new Map([
    [
      'scaledDotProductAttention',
      ([queries, keys, values]) => {
        shapes = [queries, keys, values].map((input) => input?.shape ?? []);
        shared = keys?.buffer === values?.buffer;
        return undefined;
      },
    ],
  ]);
  const before = use({ ...cpu, kernels });
  try {
    tidy(() => {
      using cache = new LatentCache({ room: 16 });
      const watched = new LatentAttention(7, 3, { ...sizes, positions: new RotaryPositions(4) });
      watched.initialize(new RandomGenerator(1));
      const states = ones([1, length + 1, 7]);
      watched.forward(tokens(states, 0, length), { causal: true, cache });
      watched.forward(tokens(states, length, length + 1), { causal: true, cache, absorbed });
      watched.dispose();
    });
  } finally {
    use(before);
  }
  return { shapes, shared };
}

describe('decoding', () => {
  it('absorbed, runs on the buffer of the cache itself: one key head that is the value too, no copy per head', () => {
    expect(attended(8, true)).toEqual({
      shapes: [
        [1, 3, 1, 15],
        [1, 1, 16, 15],
        [1, 1, 16, 15],
      ],
      shared: true,
    });
    expect(attended(8, false)).toEqual({
      shapes: [
        [1, 3, 1, 9],
        [1, 3, 9, 9],
        [1, 3, 9, 3],
      ],
      shared: false,
    });
  });

  it('makes keys and values in the prompt alone', () => {
    using cache = new LatentCache();
    const made: number[] = [];
    observe(model, { kvBProj: (y) => void made.push(y.shape[1] ?? 0) }, () => {
      for (const [start, end] of [
        [0, 5],
        [5, 6],
        [6, 8],
      ] as const) {
        model.forward(tokens(x, start, end), { causal: true, cache });
      }
    });
    expect(made).toEqual([5]);
  });

  it('holds rank + rotaryDimension numbers a token and gives them back', () => {
    const before = live();
    const bytes = (): number => live()[0]?.bytes ?? 0;
    const held = bytes();
    {
      using cache = new LatentCache({ room: 8 });
      tidy(() => void model.forward(tokens(x, 0, 7), { causal: true, cache }));
      expect(bytes() - held).toBe(2 * 8 * (11 + 4) * 4);
      tidy(() => void model.forward(tokens(x, 7, 8), { causal: true, cache }));
      expect(bytes() - held).toBe(2 * 8 * (11 + 4) * 4);
    }
    expect(live()).toEqual(before);
  });

  it('goes on after truncate, clone, reorder, and a way through a file', () => {
    const whole = model.forward(x, { causal: true });
    const step = (cache: LatentCache, states: Tensor): Tensor =>
      model.forward(tokens(states, 5, 6), { causal: true, cache });
    using cache = new LatentCache();
    model.forward(x, { causal: true, cache });
    cache.truncate(5);
    using copy = cache.clone();
    using again = LatentCache.restore(cache.clone().state());
    for (const one of [cache, again])
      expect(worstDifference(step(one, x), tokens(whole, 5, 6))).toBeLessThan(1e-5);
    copy.reorder(tensor([1, 0], { dtype: 'int32' }));
    const swap = (states: Tensor): Tensor =>
      concat([slice(states, { axis: 0, start: 1 }), slice(states, { axis: 0, end: 1 })], { axis: 0 });
    expect(worstDifference(step(copy, swap(x)), swap(tokens(whole, 5, 6)))).toBeLessThan(1e-5);
    expect([cache.length, copy.position, again.length]).toEqual([6, 6, 6]);
    expect(() => cache.truncate(7)).toThrow(IndexError);
  });

  it('takes any cache that keeps all tokens in order, and no other', () => {
    using cache = new KeyValueCache();
    model.forward(tokens(x, 0, 5), { causal: true, cache });
    const step = model.forward(tokens(x, 5, 6), { causal: true, cache });
    expect(worstDifference(step, tokens(model.forward(x, { causal: true }), 5, 6))).toBeLessThan(1e-5);
    using window = new RotatingCache({ window: 3 });
    expect(() => {
      for (const at of [0, 4]) model.forward(tokens(x, at, at + 4), { causal: true, cache: window });
    }).toThrow(/all tokens, in order/);
  });
});

describe('observers', () => {
  it('read and replace weights, latents and context in both forms, and change nothing by reading', () => {
    for (const absorbed of [false, true]) {
      const run = (): Tensor => model.forward(x, { causal: true, absorbed });
      const seen: number[][] = [];
      const read = (y: Tensor): void => void seen.push([...y.shape]);
      const observed = observe(model, { weights: read, latents: read, context: read }, run);
      expect(seen).toEqual([
        [2, 1, 9, 15],
        [2, 3, 9, 9],
        [2, 3, 9, 3],
      ]);
      expect(worstDifference(observed, run())).toBe(0);
      const halved = { weights: (w: Tensor) => multiply(w, 2), context: (y: Tensor) => multiply(y, 0.5) };
      expect(worstDifference(observe(model, halved, run), observed)).toBeLessThan(1e-5);
    }
  });
});

describe('bad input', () => {
  it('refuses sizes that are not whole numbers from 1', () => {
    for (const name of ['keyValueRank', 'headDimension', 'rotaryDimension', 'valueDimension', 'queryRank']) {
      for (const size of [0, -1, 2.5]) {
        expect(() => new LatentAttention(7, 3, { ...sizes, [name]: size })).toThrow(
          new RegExp(`${name} must be`),
        );
      }
    }
    expect(() => new LatentAttention(7, 0, sizes)).toThrow(OptionError);
    expect(() => new LatentAttention(7, 3, { ...sizes, positions: {} })).toThrow(/must rotate/);
    const misspelt = { ...sizes, keyRank: 3 };
    expect(() => new LatentAttention(7, 3, misspelt)).toThrow(/keyRank/);
  });

  it('refuses states, masks and caches that do not fit', () => {
    expect(() => model.forward(zeros([9, 7]))).toThrow(ShapeError);
    expect(() => model.forward(x, { mask: ones([1, 1, 1, 9]) })).toThrow(DTypeError);
    using cache = new LatentCache();
    model.forward(x, { causal: true, cache });
    expect(() => model.forward(zeros([3, 1, 7]), { causal: true, cache })).toThrow(ShapeError);
    expect(() => grad((y) => sum(model.forward(y, { causal: true, cache })))(x)).toThrow(GradientError);
  });
});
