import { grad, multiply, RandomGenerator, softmax, sum, tensor, zeros } from '@heed/core';
import { assert, double, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import { float64, need } from '../../../../fixtures/golden-module.ts';
import { parity } from '../../../../fixtures/parity.ts';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { attentionEntropy } from '../index.ts';

parity(
  {
    mechanism: 'Attention entropy',
    paper: 'Ghader and Monz 2017',
    file: 'inside/attention-entropy.ts',
    reference: 'SciPy 1.17, and PyTorch 2.15 in float64',
    tolerance: 1e-12,
  },
  () => {
    const golden = readGolden('inside/entropy.safetensors');
    const [weights, upstream] = [float64(need(golden, 'weights')), float64(need(golden, 'upstream'))];
    const [gradient = weights] = grad((x) => sum(multiply(attentionEntropy(x), upstream)))(weights);
    return Math.max(
      worstDifference(attentionEntropy(weights), need(golden, 'entropy')),
      worstDifference(gradient, need(golden, 'gradient')),
    );
  },
);

describe('attentionEntropy', () => {
  it('is 0 for one key, ln n for n keys alike, 0 for nothing', () => {
    const weights = tensor([
      [0, 1, 0, 0],
      [0.25, 0.25, 0.25, 0.25],
      [0.5, 0, 0, 0.5],
      [0, 0, 0, 0],
    ]);
    const expected = [0, Math.log(4), Math.log(2), 0];
    for (const [row, value] of attentionEntropy(weights).dataSync().entries())
      expect(value).toBeCloseTo(expected[row] ?? 0, 6);
  });

  it('lies between 0 and ln n, and grows as scores come nearer to each other', () => {
    assert(
      property(
        integer({ min: 0, max: 1000 }),
        double({ min: 0.1, max: 0.9, noNaN: true }),
        (seed, closer) => {
          const scores = new RandomGenerator(seed).normal([1, 2, 3, 7]);
          const sharp = attentionEntropy(softmax(scores)).dataSync();
          for (const [at, soft] of attentionEntropy(softmax(multiply(scores, closer)))
            .dataSync()
            .entries()) {
            expect(sharp[at]).toBeGreaterThanOrEqual(0);
            expect(soft).toBeLessThanOrEqual(Math.log(7) + 1e-6);
            expect(soft).toBeGreaterThanOrEqual((sharp[at] ?? 0) - 1e-6);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('has shapes that follow from shapes', () => {
    expect(attentionEntropy(zeros([2, 3, 5, 0])).shape).toEqual([2, 3, 5]);
    expect(attentionEntropy(zeros([0, 3, 5, 7])).shape).toEqual([0, 3, 5]);
  });
});
