import { ShapeError, type Tensor, tensor, ValueError, zeros } from '@heed/core';
import { array, assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import { float64, need } from '../../../../fixtures/golden-module.ts';
import { parity } from '../../../../fixtures/parity.ts';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { inductionScore, previousTokenScore } from '../index.ts';

const golden = readGolden('inside/head-scores.safetensors');
const reference = 'float64 NumPy from the paper';

parity(
  {
    mechanism: 'Induction score',
    paper: 'Olsson et al. 2022',
    file: 'inside/head-scores.ts',
    reference,
    tolerance: 1e-12,
  },
  () => {
    const ids = need(golden, 'ids');
    const [batch = 0, length = 0] = ids.shape;
    const rows = Array.from({ length: batch }, (_, row) => ids.data.slice(row * length, (row + 1) * length));
    return worstDifference(inductionScore(float64(need(golden, 'weights')), rows), need(golden, 'induction'));
  },
);

parity(
  {
    mechanism: 'Previous-token score',
    paper: 'Olsson et al. 2022',
    file: 'inside/head-scores.ts',
    reference,
    tolerance: 1e-12,
  },
  () => worstDifference(previousTokenScore(float64(need(golden, 'weights'))), need(golden, 'previous')),
);

/** One head that looks at one position per query. */
function looking(at: readonly number[]): Tensor {
  const weights = at.map((position) => at.map((_, key) => (key === position ? 1 : 0)));
  return tensor([[weights]]);
}

describe('head scores', () => {
  it('are 1 for heads that do nothing else', () => {
    assert(
      property(array(integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 9 }), (half) => {
        const ids = [...new Set(half)];
        if (ids.length < 2) return;
        const twice = [...ids, ...ids];
        const induction = looking(twice.map((_, at) => Math.max(0, at - ids.length + 1)));
        expect(inductionScore(induction, [twice]).item()).toBeCloseTo(1, 6);
        const previous = looking(twice.map((_, at) => Math.max(0, at - 1)));
        expect(previousTokenScore(previous).item()).toBeCloseTo(1, 6);
        expect(inductionScore(previous, [twice]).item()).toBeCloseTo(ids.length === 2 ? 1 : 0, 6);
      }),
      { numRuns: 30 },
    );
  });

  it('counts any earlier follower, and never the token itself', () => {
    // a b a c a: position 2 may look at 1, position 4 at 1 and 3.
    const weights = tensor([
      [
        [
          [1, 0, 0, 0, 0],
          [0, 1, 0, 0, 0],
          [0, 0.5, 0.5, 0, 0],
          [0, 0, 0, 1, 0],
          [0.1, 0.2, 0.3, 0.25, 0.15],
        ],
      ],
    ]);
    expect(inductionScore(weights, [[5, 6, 5, 7, 5]]).item()).toBeCloseTo((0.5 + 0.45) / 2, 6);
    // a a: the follower of the first is the second, which asks.
    expect(() => inductionScore(zeros([1, 1, 2, 2]), [[5, 5]])).toThrow(ValueError);
  });

  it('name what does not fit', () => {
    expect(() => inductionScore(zeros([1, 1, 3, 3]), [[1, 2]])).toThrow('1 rows of 3 ids, got rows of [2]');
    expect(() => inductionScore(zeros([2, 1, 3, 3]), [[1, 2, 1]])).toThrow(ShapeError);
    expect(() => inductionScore(zeros([1, 1, 3, 3]), [[1, 2, 3]])).toThrow(/none of the tokens stood/);
    expect(() => inductionScore(zeros([1, 1, 3, 5]), [[1, 2, 1]])).toThrow(ShapeError);
    expect(() => previousTokenScore(zeros([1, 1, 1, 1]))).toThrow(ValueError);
    expect(() => previousTokenScore(zeros([3, 3]))).toThrow(ShapeError);
  });
});
