import {
  cast,
  DTypeError,
  IndexError,
  OptionError,
  ones,
  RandomGenerator,
  ShapeError,
  type Tensor,
  tensor,
  ValueError,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import {
  AlibiPositions,
  alibiSlopes,
  LearnedPositions,
  RelativePositionBias,
  relativePositionBucket,
  SinusoidalPositions,
  sinusoidalTable,
} from '../index.ts';

const read = (x: Tensor): number[] => [...x.dataSync()];
const closeTo = (actual: readonly number[], expected: readonly number[], digits: number): void => {
  expect(actual).toHaveLength(expected.length);
  for (const [at, value] of expected.entries()) expect(actual[at]).toBeCloseTo(value, digits);
};
const float32 = ones([1]);
const float64 = ones([1], 'float64');

describe('case 5: ALiBi', () => {
  it('slopes of 8, 6 and 12 heads', () => {
    const eight = [1, 2, 3, 4, 5, 6, 7, 8].map((power) => 2 ** -power);
    expect(alibiSlopes(8)).toEqual(eight);
    expect(alibiSlopes(6)).toEqual([0.25, 0.0625, 0.015625, 0.00390625, 0.5, 0.125]);
    const twelve = alibiSlopes(12);
    expect(twelve.slice(0, 8)).toEqual(eight);
    closeTo(twelve.slice(8), [2 ** -0.5, 2 ** -1.5, 2 ** -2.5, 2 ** -3.5], 15);
    expect(alibiSlopes(1)).toEqual([2 ** -8]);
  });

  it('2 queries of 5 keys stand at 3 and 4', () => {
    const bias = new AlibiPositions(2).bias([3, 4], [0, 1, 2, 3, 4], float64);
    expect(bias.shape).toEqual([1, 2, 2, 5]);
    const distances = [3, 2, 1, 0, -1, 4, 3, 2, 1, 0];
    const expected = [0.0625, 0.00390625].flatMap((slope) => distances.map((distance) => -slope * distance));
    closeTo(read(bias), expected, 15);
  });

  it('symmetric: the same in both directions', () => {
    const scheme = new AlibiPositions(1, { symmetric: true });
    closeTo(
      read(scheme.bias([1], [0, 1, 2, 3], float64)),
      [-1, 0, -1, -2].map((x) => x / 256),
      15,
    );
  });

  it('comes in the type asked for, for no query and no key too', () => {
    const scheme = new AlibiPositions(3);
    expect(scheme.bias([0], [0], float32).dtype).toBe('float32');
    expect(scheme.bias([0], [0], float64).dtype).toBe('float64');
    expect(scheme.bias([], [0, 1], float32).shape).toEqual([1, 3, 0, 2]);
    expect(scheme.bias([0], [], float32).shape).toEqual([1, 3, 1, 0]);
  });
});

describe('case 5: sinusoids', () => {
  it.each([
    [4, 2, [0.90929743, -0.41614684, 0.01999867, 0.99980001]],
    [5, 1, [0.84147098, 0.54030231, 0.02511622, 0.99968454, 0.00063096]],
  ])('width %i at position %i', (width, position, expected) => {
    closeTo([...sinusoidalTable([position], width)], expected, 8);
    closeTo(read(new SinusoidalPositions(width).forward(1, { offset: position })), expected, 7);
  });

  it('halves: the same numbers, sines first; the sine without a partner is the last of them', () => {
    const [a, b, c, d, e] = sinusoidalTable([7], 5);
    expect([...sinusoidalTable([7], 5, { pairs: 'halves' })]).toEqual([a, c, e, b, d]);
  });
});

describe('T5', () => {
  it('tells directions apart only if asked to', () => {
    const options = { buckets: 8, maxDistance: 20 };
    const buckets = (relative: number[], bidirectional: boolean): number[] =>
      relative.map((one) => relativePositionBucket(one, { ...options, bidirectional }));
    expect(buckets([-1, 0, 1], true)).toEqual([1, 0, 5]);
    expect(buckets([-1, 0, 1, 9], false)).toEqual([1, 0, 0, 0]);
  });

  it('the bias is a function of the distance, in float64 as well', () => {
    const bias = new RelativePositionBias(3).initialize(new RandomGenerator(1));
    const near = bias.bias([0, 1], [0, 1, 2], float32);
    expect(near.shape).toEqual([1, 3, 2, 3]);
    expect(read(bias.bias([100, 101], [100, 101, 102], float64))).toEqual(read(cast(near, 'float64')));
  });
});

describe('learned and sinusoidal positions', () => {
  const learned = new LearnedPositions(16, 3).initialize(new RandomGenerator(1));

  it('a position out of the table is a named error', () => {
    expect(learned.forward(16).shape).toEqual([1, 16, 3]);
    const message = /^LearnedPositions: 17 tokens, 16 positions: shorten or truncate$/;
    expect(() => learned.forward(17)).toThrow(IndexError);
    expect(() => learned.forward(17)).toThrow(message);
    expect(() => learned.forward(3, { offset: 14 })).toThrow(/3 tokens after 14, 16 positions/);
    const positionIds = tensor([[0, 16]], { dtype: 'int32' });
    expect(() => learned.forward(2, { positionIds })).toThrow(
      /id 16 at place 1 is outside the table of 16 rows/,
    );
  });

  it.each([
    ['learned', learned],
    ['sinusoidal', new SinusoidalPositions(3)],
  ])('%s: ids pick the same rows as offsets; nothing and one token work', (_, positions) => {
    const rows = read(positions.forward(3, { offset: 2 }));
    const positionIds = tensor([[2, 3, 4]], { dtype: 'int32' });
    expect(read(positions.forward(3, { positionIds }))).toEqual(rows);
    expect(read(positions.forward(1, { offset: 4 }))).toEqual(rows.slice(6));
    expect(positions.forward(0).shape).toEqual([1, 0, 3]);
    expect(
      positions.forward(2, { positionIds: tensor([], { shape: [0, 2], dtype: 'int32' }) }).shape,
    ).toEqual([0, 2, 3]);
  });

  const ids = (numbers: number[][]): Tensor => tensor(numbers, { dtype: 'int32' });
  it.each([
    [{ offset: -1 }, ValueError, /first position must be a whole number from 0, got -1/],
    [{ offset: 0.5 }, ValueError, /got 0.5/],
    [{ offset: 1, positionIds: ids([[1, 2]]) }, OptionError, /offset or positionIds, not both/],
    [{ positionIds: ids([[1, 2, 3]]) }, ShapeError, /must be \[batch or 1, 2\].*got \[1, 3\]/],
    [{ positionIds: tensor([[1, 2]]) }, DTypeError, /must be int32, got float32/],
    [{ start: 1 } as object, OptionError, /unknown option start/],
  ])('refuses %j', (options, error, message) => {
    for (const positions of [learned, new SinusoidalPositions(3)]) {
      expect(() => positions.forward(2, options)).toThrow(error);
      expect(() => positions.forward(2, options)).toThrow(message);
    }
  });
});

describe('bad input', () => {
  it.each([
    [() => alibiSlopes(0), /heads must be a whole number from 1, got 0/],
    [() => new AlibiPositions(2.5), /got 2.5/],
    [() => new AlibiPositions(2, { both: true } as object), /unknown option both/],
    [() => new RelativePositionBias(0), /heads must be a whole number from 1, got 0/],
    [() => new RelativePositionBias(2, { buckets: 3 }), /buckets must be a whole number from 4, got 3/],
    [() => new RelativePositionBias(2, { maxDistance: 8 }), /maxDistance must be above 8.*got 8/],
    [() => new SinusoidalPositions(0), /width must be a whole number from 1, got 0/],
    [() => new SinusoidalPositions(4, { pairs: 'thirds' as 'halves' }), /halves or neighbours, got thirds/],
  ])('%#', (run, message) => {
    expect(run).toThrow(OptionError);
    expect(run).toThrow(message);
  });
});
