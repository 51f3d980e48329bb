import { describe, expect, it } from 'vitest';
import { integers, rawOperations, read, row } from '../engines/testing/raw-engine.ts';
import { errorFunction } from './error-function.ts';
import { shiftedProduct } from './fused-bias.ts';
import { wrappingProduct } from './integer-product.ts';
import { longSum } from './long-sums.ts';
import { placeOfLargest, propagatingExtremum, sortedLargest } from './not-a-number.ts';
import { selected } from './select.ts';

const { NaN: none, POSITIVE_INFINITY: infinity } = Number;

// Each of these looks at TensorFlow.js itself as well: when that gives the right answer, the fault is gone and so
// should be the file that works round it.

describe('erf', () => {
  // The C library's erf, in float64.
  const right = new Map([
    [1e-6, 1.1283791670951364e-6],
    [1e-3, 1.1283787909692365e-3],
    [0.1, 0.1124629160182849],
    [0.99, 0.8385080695553698],
    [1.01, 0.8468104962282768],
    [2.5, 0.999593047982555],
    [4, 0.9999999845827421],
  ]);
  const error = (numbers: readonly number[]): number =>
    Math.max(...[...right.values()].map((value, at) => Math.abs((numbers[at] ?? none) / value - 1)));

  it('is wrong by more than 1e-4 on the cpu engine, and by less than 5e-7 here', async () => {
    const ops = await rawOperations('cpu');
    const x = row(ops, [...right.keys()]);
    expect(error(read(ops.engine.run('Erf', { x })))).toBeGreaterThan(1e-4);
    expect(error(read(errorFunction(ops, x)))).toBeLessThan(5e-7);
  });

  it('is odd, and right at its ends', async () => {
    const ops = await rawOperations('cpu');
    const [a, b, ...ends] = read(errorFunction(ops, row(ops, [-0.3, 0.3, none, infinity, -infinity, 0])));
    expect(a).toBe(-(b ?? none));
    expect(ends).toEqual([none, 1, -1, 0]);
  });
});

describe('products of int32', () => {
  it('lose their low bits beyond 2^53 on the cpu engine, and wrap around here', async () => {
    const ops = await rawOperations('cpu');
    const [a, b] = [
      integers(ops, [2_147_483_647, -123_456_789, -7]),
      integers(ops, [2_147_483_647, 987_654_321, 3]),
    ];
    const right = [1, Math.imul(-123_456_789, 987_654_321), -21];
    expect(read(ops.multiply(a, b))).not.toEqual(right);
    expect(read(wrappingProduct(ops, a, b))).toEqual(right);
  });
});

describe('NaN', () => {
  it('is lost in the second operand of Maximum on the wasm engine, and kept here', async () => {
    const ops = await rawOperations('wasm');
    const [a, b] = [row(ops, [1, none, 2]), row(ops, [none, 1, 3])];
    expect(read(ops.maximum(a, b))).toEqual([1, none, 3]);
    expect(read(propagatingExtremum(ops, 'maximum', [a, b], [3]))).toEqual([none, none, 3]);
    expect(read(propagatingExtremum(ops, 'minimum', [a, b], [3]))).toEqual([none, none, 2]);
  });

  it.each(['cpu', 'wasm'] as const)(
    'is passed over by ArgMax on the %s engine, and found here',
    async (name) => {
      const ops = await rawOperations(name);
      const x = row(ops, [9, none, none]);
      expect(read(ops.argmax(x, 0))).toEqual([0]);
      expect(read(placeOfLargest(ops, x, 0))).toEqual([1]);
    },
  );

  it('comes anywhere in TopK on the cpu engine, and first here', async () => {
    const ops = await rawOperations('cpu');
    const x = row(ops, [-infinity, 1, none, infinity]);
    expect(read(ops.engine.runMany('TopK', { x }, { k: 3, sorted: true })[1])).not.toEqual([2, 3, 1]);
    const [values, places] = sortedLargest(ops, x, 3);
    expect(read(places)).toEqual([2, 3, 1]);
    expect(read(values)).toEqual([none, infinity, 1]);
  });
});

describe('a fused bias', () => {
  it('goes along the rows on the wasm engine, and along the columns here', async () => {
    const ops = await rawOperations('wasm');
    const a = ops.reshape(row(ops, [1, 0, 0, 1, 1, 1]), [1, 3, 2]);
    const [b, bias] = [ops.reshape(row(ops, [1, 2, 3, 4, 5, 6]), [1, 3, 2]), row(ops, [10, 20, 30])];
    const fused = { transposeA: false, transposeB: true, activation: 'linear' };
    const right = [11, 23, 35, 12, 24, 36, 13, 27, 41];
    expect(read(ops.engine.run('_FusedMatMul', { a, b, bias }, fused))).not.toEqual(right);
    expect(read(shiftedProduct(ops, a, b, bias))).toEqual(right);
  });
});

describe('long sums', () => {
  it('drift by a percent on the wasm engine, and by less than 5e-6 here', async () => {
    const ops = await rawOperations('wasm');
    const x = ops.engine.fill([1_000_003], 0.1, 'float32');
    const right = 1_000_003 * Math.fround(0.1);
    const error = ([sum = none]: readonly number[]): number => Math.abs(sum / right - 1);
    expect(error(read(ops.sum(x, [0], true)))).toBeGreaterThan(5e-3);
    expect(error(read(longSum(ops, x, [0])))).toBeLessThan(5e-6);
  });

  it('add up along any axes', async () => {
    const ops = await rawOperations('wasm');
    const x = ops.reshape(
      row(
        ops,
        Array.from({ length: 2 * 601 * 3 }, (_, at) => at % 7),
      ),
      [2, 601, 3],
    );
    const sum = longSum(ops, x, [1]);
    expect(sum.shape).toEqual([2, 1, 3]);
    expect(read(sum)).toEqual(read(ops.sum(x, [1], true)));
    expect(read(longSum(ops, x, [0, 1]))).toEqual(read(ops.sum(x, [0, 1], true)));
  });
});

describe('a choice', () => {
  it('of booleans is wrong on the wasm engine, and right here', async () => {
    const ops = await rawOperations('wasm');
    const bools = (...numbers: number[]): ReturnType<typeof row> =>
      ops.engine.make(Uint8Array.from(numbers), [numbers.length], 'bool');
    const operands = [bools(1, 0, 1), bools(1, 1, 0), bools(0, 0, 1)] as const;
    const [condition, t, e] = operands;
    expect(read(ops.engine.run('Select', { condition, t, e }))).not.toEqual([1, 0, 0]);
    expect(read(selected(ops.engine, ops.broadcastTo, operands, [3]))).toEqual([1, 0, 0]);
  });

  it('between shapes that broadcast is refused or wrong on the cpu engine, and right here', async () => {
    const ops = await rawOperations('cpu');
    const condition = ops.engine.make(Uint8Array.of(1, 0), [2, 1], 'bool');
    const [t, e] = [row(ops, [1, 2, 3]), ops.engine.scalar(7)];
    const right = [1, 2, 3, 7, 7, 7];
    expect(read(ops.engine.run('Select', { condition, t, e }))).not.toEqual(right);
    expect(read(ops.select(condition, t, 7, [2, 3]))).toEqual(right);
  });
});

describe('casts of floats beyond int32', () => {
  it('wrap around on the cpu engine (and are held at the ends here, as the samples say)', async () => {
    const ops = await rawOperations('cpu');
    expect(read(ops.cast(row(ops, [3e9]), 'int32'))).not.toEqual([2_147_483_647]);
  });
});
