import {
  concat,
  fullLike,
  multiply,
  observe,
  RandomGenerator,
  slice,
  sum,
  type Tensor,
  tensor,
  valueAndGrad,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import {
  KeyValueCache,
  MultiHeadAttention,
  paddingMask,
  RotatingCache,
  softmaxNormalizer,
} from '../index.ts';

/** The same weights twice: by blocks, and by the whole table of scores. */
function pair(): { blocks: MultiHeadAttention; whole: MultiHeadAttention } {
  const make = (options: object): MultiHeadAttention =>
    new MultiHeadAttention(6, 3, { window: 3, keyValueHeads: 1, ...options }).initialize(
      new RandomGenerator(4),
    );
  return { blocks: make({}), whole: make({ normalizer: softmaxNormalizer }) };
}

describe('a window in a text more than four windows long goes by blocks', () => {
  const x = new RandomGenerator(5).normal([2, 17, 6]);

  it.each([
    ['causal', { causal: true }],
    ['to both sides', {}],
    ['causal, padded', { causal: true, mask: paddingMask([17, 13], 17) }],
  ])('%s: the same numbers and gradients', (_, options) => {
    const { blocks, whole } = pair();
    const run = (attention: MultiHeadAttention) =>
      valueAndGrad(attention, () => {
        const y = attention.forward(x, options);
        return sum(multiply(y, y));
      });
    const [a, b] = [run(blocks), run(whole)];
    expect(worstDifference(blocks.forward(x, options), whole.forward(x, options))).toBeLessThan(1e-6);
    for (const [path, gradient] of a.gradients) {
      expect(worstDifference(gradient, b.gradients.get(path) ?? x), path).toBeLessThan(1e-5);
    }
  });

  it('step by step with a cache', () => {
    const { blocks, whole } = pair();
    using cache = new KeyValueCache();
    const steps = Array.from({ length: 17 }, (_, at) =>
      blocks.forward(slice(x, { axis: 1, start: at, end: at + 1 }), { causal: true, cache }),
    );
    expect(worstDifference(concat(steps, { axis: 1 }), whole.forward(x, { causal: true }))).toBeLessThan(
      1e-6,
    );
  });
});

it('weights that an observer puts on hidden keys count for nothing, whatever the mask', () => {
  const attention = new MultiHeadAttention(6, 3).initialize(new RandomGenerator(4));
  const x = new RandomGenerator(5).normal([1, 5, 6]);
  const even = (hidden: object): Tensor =>
    observe(attention, { weights: (weights) => fullLike(weights, 0.2) }, () => attention.forward(x, hidden));
  const row = (y: Tensor, at: number): number[] => [
    ...slice(y, { axis: 1, start: at, end: at + 1 }).dataSync(),
  ];
  const padding = even({ mask: paddingMask([2], 5) });
  const causal = even({ causal: true });
  // Query 1 sees keys 0 and 1 in both cases.
  for (const [at, value] of row(causal, 1).entries())
    expect(value).toBeCloseTo(row(padding, 1)[at] ?? Number.NaN, 6);
});

it('padding is hidden in a rotating cache too, though its keys lie in a ring', () => {
  const attention = new MultiHeadAttention(6, 3, { window: 4 }).initialize(new RandomGenerator(4));
  const x = new RandomGenerator(5).normal([2, 11, 6]);
  const real = Array.from({ length: 22 }, (_, at) => at !== 4 && at !== 13 && at !== 17);
  const run = (cache: KeyValueCache | RotatingCache): Tensor => {
    const steps = Array.from({ length: 11 }, (_, at) => {
      const seen = slice(tensor(real, { shape: [2, 1, 1, 11] }), { axis: 3, end: at + 1 });
      const state = slice(x, { axis: 1, start: at, end: at + 1 });
      return attention.forward(state, { causal: true, cache, mask: seen });
    });
    cache.dispose();
    return concat(steps, { axis: 1 });
  };
  expect(worstDifference(run(new RotatingCache({ window: 4 })), run(new KeyValueCache()))).toBeLessThan(1e-6);
});
