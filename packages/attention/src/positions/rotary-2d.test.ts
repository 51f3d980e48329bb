import { cast, matmul, OptionError, RandomGenerator, type Tensor, transpose } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { RotaryPositions2d } from '../index.ts';

const random = (seed: number, shape: readonly number[]): Tensor =>
  cast(new RandomGenerator(seed).normal(shape), 'float64');

describe('two dimensions', () => {
  it('a score depends on the distance in rows and in columns', () => {
    const scheme = new RotaryPositions2d(8, { columns: 7 });
    const [q, k] = [random(13, [1, 1, 1, 8]), random(14, [1, 1, 1, 8])];
    const score = (a: readonly [number, number], b: readonly [number, number]): number => {
      const turn = (x: Tensor, [row, column]: readonly [number, number]): Tensor =>
        scheme.rotate(x, 7 * row + column);
      return matmul(turn(q, a), transpose(turn(k, b))).item();
    };
    const first = score([0, 1], [2, 3]);
    expect(score([5, 3], [7, 5])).toBeCloseTo(first, 12);
    expect(Math.abs(score([0, 1], [3, 3]) - first)).toBeGreaterThan(0.01);
    expect(Math.abs(score([0, 1], [2, 4]) - first)).toBeGreaterThan(0.01);
  });

  it.each([
    [() => new RotaryPositions2d(6, { columns: 3 }), /headDimension must divide by 4, got 6/],
    [() => new RotaryPositions2d(8, { columns: 0 }), /columns must be a whole number from 1, got 0/],
    [
      () => new RotaryPositions2d(8, { columns: 3, frequencies: 'equal' as 'shared' }),
      /alternating or shared, got equal/,
    ],
  ])('refuses what does not fit: %#', (run, message) => {
    expect(run).toThrow(OptionError);
    expect(run).toThrow(message);
  });
});
