import { expect, it } from 'vitest';
import { OptionError, ShapeError } from '../errors.ts';
import { RandomGenerator } from './random-generator.ts';

it('a generator refuses ends and shapes that are not whole', () => {
  const generator = new RandomGenerator(1);
  for (const end of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => generator.nextInteger(end)).toThrow(OptionError);
  }
  for (const size of [-1, 1.5, Number.NaN]) expect(() => generator.normal([2, size])).toThrow(ShapeError);
});
