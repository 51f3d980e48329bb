import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Scope } from '../memory/scope.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';
import * as ops from './index.ts';

const list = (x: Tensor): number[] => [...x.dataSync()];
const size = fc.integer({ min: 0, max: 7 });
const some = fc.integer({ min: 1, max: 7 });

/** Checks a law for random shapes; the tensors of each run are freed. */
function law(shape: fc.Arbitrary<number>[], check: (x: Tensor, pick: (end: number) => number) => void): void {
  fc.assert(
    fc.property(fc.tuple(...shape), fc.nat(), (sizes, seed) => {
      using _scope = new Scope();
      const generator = new RandomGenerator(seed);
      check(generator.normal(sizes), (end) => generator.nextInteger(end));
    }),
    { numRuns: 50 },
  );
}

/** Both tensors have the same shape, type and numbers. */
function expectEqual(actual: Tensor, expected: Tensor): void {
  expect(actual.shape).toEqual(expected.shape);
  expect(actual.dtype).toBe(expected.dtype);
  expect(list(actual)).toEqual(list(expected));
}

function expectClose(actual: Tensor, expected: Tensor): void {
  expect(actual.shape).toEqual(expected.shape);
  const right = list(expected);
  for (const [at, number] of list(actual).entries()) expect(number).toBeCloseTo(right[at] ?? Number.NaN, 4);
}

describe('laws of shapes', () => {
  it('a transposition and its inverse cancel', () =>
    law([size, size, size], (x, pick) => {
      const permutation = new RandomGenerator(pick(99)).shuffle([0, 1, 2]);
      const inverse = permutation.map((_, axis) => permutation.indexOf(axis));
      expectEqual(ops.transpose(ops.transpose(x, permutation), inverse), x);
    }));

  it('the parts that slice cuts, concat joins', () =>
    law([size, size, size], (x, pick) => {
      const axis = pick(3);
      const cut = pick((x.shape[axis] ?? 0) + 1);
      const parts = [ops.slice(x, { axis, end: cut }), ops.slice(x, { axis, start: cut })];
      expectEqual(ops.concat(parts, { axis }), x);
    }));

  it('what pad adds, slice takes away', () =>
    law([size, size], (x, pick) => {
      const [axis, before, after] = [pick(2), pick(3), pick(3)];
      const padded = ops.pad(x, { axis, before, after, value: 9 });
      const end = before + (x.shape[axis] ?? 0);
      expectEqual(ops.slice(padded, { axis, start: before, end }), x);
    }));

  it('each step-th of a slice is a gather of those indices', () =>
    law([some, some], (x, pick) => {
      const [axis, step] = [pick(2), 1 + pick(3)];
      const length = x.shape[axis] ?? 0;
      const start = pick(length);
      const indices = ops.tensor(
        Int32Array.from(
          Array.from({ length }, (_, at) => at).filter((at) => at >= start && (at - start) % step === 0),
        ),
      );
      expectEqual(ops.slice(x, { axis, start, step }), ops.gather(x, indices, { axis }));
    }));

  it('stacked tensors come back by index', () =>
    law([size, size], (x, pick) => {
      const axis = pick(3);
      const stacked = ops.stack([ops.negate(x), x], { axis });
      expectEqual(ops.gather(stacked, ops.tensor(1, { dtype: 'int32' }), { axis }), x);
    }));

  it('squeeze undoes expandDims', () =>
    law([size, size], (x, pick) => {
      const axis = pick(3);
      expectEqual(ops.squeeze(ops.expandDims(x, { axis }), { axis }), x);
    }));
});

describe('laws of sums', () => {
  it('the order of axes does not matter', () =>
    law([size, size, size], (x) => {
      const atOnce = ops.sum(x, { axis: [0, 2] });
      expectClose(ops.sum(ops.sum(x, { axis: 2 }), { axis: 0 }), atOnce);
      expectClose(ops.sum(ops.sum(x, { axis: 0 }), { axis: 1 }), atOnce);
    }));

  it('a sum is a product with ones', () =>
    law([size, some], (x) => {
      expectClose(ops.matmul(x, ops.ones([x.shape[1] ?? 0, 1])), ops.sum(x, { axis: 1, keepAxes: true }));
    }));

  it('the last cumulative sum is the sum', () =>
    law([size, some], (x) => {
      expectClose(ops.slice(ops.cumsum(x), { axis: 1, start: -1 }), ops.sum(x, { axis: 1, keepAxes: true }));
    }));

  it('a cumulative sum is a product with a triangle of ones', () =>
    law([some, some], (x) => {
      const width = x.shape[1] ?? 0;
      expectClose(ops.cumsum(x), ops.matmul(x, ops.triangular(ops.ones([width, width]), { part: 'upper' })));
    }));

  it('lower and strictly upper triangle add up', () =>
    law([size, size], (x, pick) => {
      const diagonal = pick(5) - 2;
      const lower = ops.triangular(x, { part: 'lower', diagonal });
      const upper = ops.triangular(x, { part: 'upper', diagonal: diagonal + 1 });
      expectEqual(ops.add(lower, upper), x);
    }));
});

describe('laws of indices', () => {
  it('gather is a product with one-hot rows, scatterAdd with their transpose', () =>
    law([some, some], (x, pick) => {
      const rows = x.shape[0] ?? 0;
      const ids = ops.tensor(Int32Array.from({ length: 5 }, () => pick(rows)));
      const hot = ops.gather(ops.eye(rows), ids, { axis: 0 });
      expectClose(ops.gather(x, ids, { axis: 0 }), ops.matmul(hot, x));
      const y = ops.gather(x, ids, { axis: 0 });
      expectClose(ops.scatterAdd(y, ids, { axis: 0, rows }), ops.matmul(hot, y, { transposeA: true }));
    }));

  it('topK of everything sorts, and its first is max at argmax', () =>
    law([some, some], (x) => {
      const { values, indices } = ops.topK(x, x.shape[1] ?? 0);
      const width = x.shape[1] ?? 1;
      const rows = Array.from({ length: x.shape[0] ?? 0 }, (_, row) =>
        list(x).slice(row * width, (row + 1) * width),
      );
      expect(list(values)).toEqual(rows.flatMap((row) => row.toSorted((a, b) => b - a)));
      expectEqual(ops.slice(values, { axis: 1, end: 1 }), ops.max(x, { axis: 1, keepAxes: true }));
      expectEqual(ops.squeeze(ops.slice(indices, { axis: 1, end: 1 }), { axis: 1 }), ops.argmax(x));
    }));

  it('topK of a few is the beginning of topK of everything', () =>
    law([some, fc.integer({ min: 1, max: 61 })], (noise, pick) => {
      const oddities = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 1];
      const numbers = list(noise).map((number) => oddities[pick(9)] ?? Math.round(number * 3));
      const x = ops.tensor(Float32Array.from(numbers), { shape: [...noise.shape] });
      const width = x.shape[1] ?? 1;
      const end = 1 + pick(width);
      const [few, all] = [ops.topK(x, end), ops.topK(x, width)];
      expectEqual(few.values, ops.slice(all.values, { axis: 1, end }));
      expectEqual(few.indices, ops.slice(all.indices, { axis: 1, end }));
    }));

  it('comparisons exclude each other', () =>
    law([size, size], (x) => {
      const y = ops.negate(x);
      expectEqual(ops.less(x, y), ops.logicalNot(ops.greaterEqual(x, y)));
      expectEqual(ops.notEqual(x, y), ops.logicalOr(ops.less(x, y), ops.greater(x, y)));
      expectEqual(ops.where(ops.less(x, y), x, y), ops.minimum(x, y));
    }));
});
