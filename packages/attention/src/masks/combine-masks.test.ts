import {
  cast,
  type DType,
  DTypeError,
  multiply,
  ones,
  RandomGenerator,
  ShapeError,
  scaledDotProductAttention,
  slice,
  subtract,
  type Tensor,
  tensor,
  zeros,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { numbersOf, worstDifference } from '../../../../fixtures/compare.ts';
import {
  andMaskFunctions,
  causalMask,
  causalMaskFunction,
  combineMasks,
  documentMaskFunction,
  maskFrom,
  orMaskFunctions,
  paddingMask,
  slidingWindowMaskFunction,
} from '../index.ts';

const read = (mask: Tensor | undefined): number[] => (mask ? numbersOf(mask) : []);
const bits = (mask: readonly boolean[]): Tensor => tensor([...mask], { shape: [1, 1, 1, mask.length] });

describe('case 2: masks are boolean, true attends', () => {
  const attend = (mask: Tensor | undefined): number[] =>
    read(
      scaledDotProductAttention(
        zeros([1, 1, 1, 1]),
        zeros([1, 1, 3, 1]),
        tensor([1, 2, 6], { shape: [1, 1, 3, 1] }),
        mask ? { mask } : {},
      ),
    );

  it('weighs what is true', () => {
    expect(attend(bits([true, true, false]))).toEqual([1.5]);
    expect(attend(bits([false, false, true]))).toEqual([6]);
    expect(attend(undefined)[0]).toBeCloseTo(3, 6);
    expect(attend(bits([false, false, false]))).toEqual([0]);
  });

  it('refuses numbers, wrong ranks and shapes that fit by accident', () => {
    expect(() => attend(ones([1, 1, 1, 3]))).toThrow(DTypeError);
    expect(() => attend(ones([1, 1, 1, 3]))).toThrow(/bias/);
    expect(() => attend(tensor([true, true, true]))).toThrow(ShapeError);
    expect(() => attend(tensor([true, true, true], { shape: [1, 1, 3, 1] }))).toThrow(
      /\[1, 1, 1, 3\].*\[1, 1, 3, 1\]/s,
    );
  });

  it.each<DType>(['float16', 'bfloat16'])(
    'in %s, rows without a key are zeros, the others as in f64',
    (half) => {
      const generator = new RandomGenerator(2);
      // Scores around −20: queries and keys point away from each other.
      const halved = (shift: number): Tensor =>
        cast(cast(multiply(ones([1, 1, 4, 4]), shift), half), 'float64');
      const near = (shift: number): Tensor =>
        subtract(halved(shift), cast(cast(generator.uniform([1, 1, 4, 4]), half), 'float64'));
      const [q, k, v] = [near(3.6), near(-2.6), near(0.5)];
      const mask = combineMasks(causalMask(4, 4), paddingMask([4], 4), bits([false, false, true, true]));
      const options = mask ? { mask } : {};
      const single = (x: Tensor): Tensor => cast(x, 'float32');
      const out = cast(scaledDotProductAttention(single(q), single(k), single(v), options), half);
      const rows = cast(out, 'float64');
      expect(read(slice(rows, { axis: 2, end: 2 }))).toEqual(new Array(8).fill(0));
      expect(worstDifference(rows, scaledDotProductAttention(q, k, v, options))).toBeLessThan(3e-3);
      expect(() => scaledDotProductAttention(out, out, out, options)).toThrow(/float16.*cast/);
    },
  );
});

describe('combineMasks', () => {
  it('masks combine as their functions do', () => {
    const near = slidingWindowMaskFunction(3);
    const parts = [causalMaskFunction, near, documentMaskFunction([0, 0, 1, 1, 1, 2, 2])];
    const masks = parts.map((part) => maskFrom(part, 7, 7));
    const all = read(maskFrom(andMaskFunctions(...parts), 7, 7));
    expect(read(combineMasks(...masks))).toEqual(all);
    expect(read(combineMasks(undefined, ...masks.toReversed(), undefined))).toEqual(all);
    const some = read(maskFrom(orMaskFunctions(...parts), 7, 7));
    expect(some).toEqual(
      read(masks[0]).map((bit, at) => bit | (read(masks[1])[at] ?? 0) | (read(masks[2])[at] ?? 0)),
    );
    expect([andMaskFunctions()(0, 1), orMaskFunctions()(0, 1)]).toEqual([true, false]);
    expect(combineMasks(undefined)).toBeUndefined();
  });

  it('masks that would broadcast by accident, told in words', () => {
    expect(() => combineMasks(ones([1, 1, 3, 1], 'bool'), causalMask(3, 3))).toThrow(ShapeError);
    expect(() => combineMasks(ones([1, 1, 3, 1], 'bool'), bits([true, true, false]))).toThrow(
      /batch 1, heads 1, queries 3, keys 1 .*batch 1, heads 1, queries 1, keys 3: keys must be equal/,
    );
    expect(() => combineMasks(paddingMask([1, 2], 3), paddingMask([1, 2, 3], 3))).toThrow(
      /batch 2, .*batch 3, .*: batch must be equal, or 1/,
    );
    expect(() => combineMasks(causalMask(2, 3), causalMask(3, 3))).toThrow(/queries must be equal, or 1/);
  });

  it('refuses numbers and other ranks', () => {
    expect(() => combineMasks(ones([1, 1, 1, 3]))).toThrow(/got float32; numbers go in bias/);
    expect(() => combineMasks(ones([3, 3], 'bool'))).toThrow(/\[batch, heads, queries, keys\], got \[3, 3\]/);
  });
});
