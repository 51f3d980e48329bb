import { RandomGenerator } from '@heed/core';
import { expect, it } from 'vitest';
import { FourierTransform } from './fourier-transform.ts';

/** The definition; angles are reduced to one turn first, so that each term is exact to its last place. */
function slowly(numbers: Float64Array, bin: number): readonly [real: number, imaginary: number] {
  let [real, imaginary] = [0, 0];
  for (const [at, value] of numbers.entries()) {
    const angle = (2 * Math.PI * ((at * bin) % numbers.length)) / numbers.length;
    real += value * Math.cos(angle);
    imaginary -= value * Math.sin(angle);
  }
  return [real, imaginary];
}

// Every pass alone, first and last, and the lengths in use.
it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 25, 30, 49, 60, 77, 98, 210, 240, 400, 480, 512, 1024])(
  'the spectrum of %i numbers is its definition to 14 places',
  (length) => {
    const transform = new FourierTransform(length);
    const generator = new RandomGenerator(length);
    for (const _ of [1, 2]) {
      const numbers = Float64Array.from(generator.normal([length]).dataSync());
      transform.run(numbers);
      for (let bin = 0; bin < transform.bins; bin++) {
        const [real, imaginary] = slowly(numbers, bin);
        const size = Math.sqrt(length);
        expect(Math.abs((transform.real[bin] ?? Number.NaN) - real) / size).toBeLessThan(1e-14 * size);
        expect(Math.abs((transform.imaginary[bin] ?? Number.NaN) - imaginary) / size).toBeLessThan(
          1e-14 * size,
        );
      }
    }
  },
);
