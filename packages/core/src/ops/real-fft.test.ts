import { expect, it } from 'vitest';
import { RandomGenerator } from '../random/random-generator.ts';
import { add, cast, multiply, sum, tensor } from './index.ts';
import { realFft } from './real-fft.ts';

/** Energy is kept (Parseval): Σ x² = (1/n) Σ |X|², where all but the first bin, and the middle one, stand for two. */
it.each([1, 2, 7, 8, 400])('keeps the energy of %i numbers', (length) => {
  const x = cast(new RandomGenerator(3).normal([length]), 'float64');
  const { real, imaginary } = realFft(x);
  const power = [...add(multiply(real, real), multiply(imaginary, imaginary)).dataSync()];
  const energy = power.reduce((total, value, bin) => {
    const single = bin === 0 || 2 * bin === length;
    return total + (single ? value : 2 * value);
  }, 0);
  expect(energy / length).toBeCloseTo(sum(multiply(x, x)).item(), 9);
});

it('finds a wave in its bin, in float32 as well', () => {
  const wave = Float32Array.from({ length: 400 }, (_, at) => Math.cos((2 * Math.PI * 37 * at) / 400));
  const { real, imaginary } = realFft(tensor(wave));
  const [reals, imaginaries] = [real.dataSync(), imaginary.dataSync()];
  const sizes = Array.from(reals, (value, bin) => Math.hypot(value, imaginaries[bin] ?? 0));
  expect(sizes).toHaveLength(201);
  for (const [bin, size] of sizes.entries())
    expect(Math.abs(size - (bin === 37 ? 200 : 0))).toBeLessThan(1e-4);
});
