import {
  cast,
  DTypeError,
  live,
  OptionError,
  RandomGenerator,
  Scope,
  ShapeError,
  type Tensor,
  tensor,
  ValueError,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { longropeScaling, ntkScaling, RotaryPositions, type RotaryScaling } from '../index.ts';

const random = (seed: number, shape: readonly number[]): Tensor =>
  cast(new RandomGenerator(seed).normal(shape), 'float64');
const head = (numbers: number[]): Tensor => tensor(numbers, { shape: [1, 1, 1, numbers.length] });
const longrope = (longFactor: number[]): RotaryScaling =>
  longropeScaling({ shortFactor: [1, 1, 1], longFactor, factor: 2, originalMaxPositionEmbeddings: 8 });
const positionIds = (rows: number[][]): Tensor => tensor(rows, { dtype: 'int32' });

describe('memory', () => {
  it('holds its tables until it is disposed, and makes new ones after', () => {
    const before = live();
    const scheme = new RotaryPositions(8);
    {
      using _scope = new Scope();
      for (const offset of [0, 7, 700]) scheme.rotate(random(15, [1, 1, 3, 8]), offset);
      scheme.rotate(random(15, [1, 1, 3, 8]), positionIds([[4, 2, 9]]));
      scheme.rotate(cast(random(15, [1, 1, 3, 8]), 'float32'), positionIds([[4, 2, 1]]));
    }
    expect(live()).not.toEqual(before);
    scheme.dispose();
    expect(live()).toEqual(before);
    {
      using _scope = new Scope();
      scheme.rotate(random(15, [1, 1, 3, 8]), 7);
    }
    scheme.dispose();
    expect(live()).toEqual(before);
  });
});

describe('bad input', () => {
  it.each([
    [() => new RotaryPositions(7), OptionError, /headDimension must be even, got 7/],
    [() => new RotaryPositions(8, { rotaryDimension: 3 }), OptionError, /must be even and above 0, got 3/],
    [() => new RotaryPositions(8, { rotaryDimension: 0 }), OptionError, /must be even and above 0, got 0/],
    [
      () => new RotaryPositions(8, { rotaryDimension: 10 }),
      OptionError,
      /10 is larger than the headDimension 8/,
    ],
    [
      () => new RotaryPositions(8, { pairs: 'thirds' as 'halves' }),
      OptionError,
      /halves or neighbours, got thirds/,
    ],
    [() => new RotaryPositions(8, { base: 0 }), OptionError, /base must be a number above 0, got 0/],
    [() => new RotaryPositions(8, { theta: 5 } as object), OptionError, /unknown option theta/],
    [
      () => new RotaryPositions(6).rotate(head([1, 2, 3, 4]), 0),
      ShapeError,
      /\[batch, heads, length, 6\], got \[1, 1, 1, 4\]/,
    ],
    [() => new RotaryPositions(4).rotate(head([1, 2, 3, 4]), -1), ValueError, /whole number from 0, got -1/],
    [
      () => new RotaryPositions(4).rotate(head([1, 2, 3, 4]), positionIds([[1, 2]])),
      ShapeError,
      /\[batch or 1, 1\].*got \[1, 2\]/,
    ],
    [
      () => new RotaryPositions(4).rotate(head([1, 2, 3, 4]), positionIds([[1], [2]])),
      ShapeError,
      /rope: cos and sin/,
    ],
    [
      () => new RotaryPositions(4).rotate(head([1, 2, 3, 4]), tensor([[1]])),
      DTypeError,
      /must be int32, got float32/,
    ],
    [
      () => ntkScaling({ factor: -1, maxPositionEmbeddings: 8 }),
      OptionError,
      /factor must be a number above 0, got -1/,
    ],
    [() => longrope([1, 0]), OptionError, /longFactor: 1 must be a number above 0, got 0/],
    [
      () => new RotaryPositions(6, { scaling: longrope([1, 2]) }).frequencies(9),
      OptionError,
      /longFactor must have 3 numbers, one for each pair, got 2/,
    ],
  ])('%#', (run, error, message) => {
    expect(run).toThrow(error);
    expect(run).toThrow(message);
  });
});
