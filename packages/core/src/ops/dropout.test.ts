import { describe, expect, it } from 'vitest';
import { OptionError } from '../errors.ts';
import { grad } from '../gradient/grad.ts';
import { philox4x32 } from '../random/philox.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';
import { type DropoutOptions, dropout } from './dropout.ts';
import { full, ones } from './full.ts';
import { sum } from './sum.ts';
import { tensor } from './tensor.ts';

const list = (x: Tensor | undefined): number[] => [...(x?.dataSync() ?? [])];
const drop = (x: Tensor, rate: number, seed = 1, training = true): Tensor =>
  dropout(x, { rate, training, generator: new RandomGenerator(seed) });
const x = tensor(Float32Array.from({ length: 23 }, (_, i) => i + 1));

describe('case 8: dropout', () => {
  it('in evaluation, and with rate 0, is the input itself', () => {
    expect(drop(x, 0.5, 1, false)).toBe(x);
    expect(drop(x, 0)).toBe(x);
  });

  it('draws nothing in evaluation', () => {
    const generator = new RandomGenerator(7);
    dropout(x, { rate: 0.5, training: false, generator });
    expect(generator.state().position).toBe(0);
  });

  it('equal seeds give equal results, others do not', () => {
    expect(list(drop(x, 0.5, 3))).toEqual(list(drop(x, 0.5, 3)));
    expect(list(drop(x, 0.5, 3))).not.toEqual(list(drop(x, 0.5, 4)));
  });

  it('rate 1 gives zeros, of NaN too, and zero gradients', () => {
    expect(list(drop(full([7], Number.NaN), 1))).toEqual(Array(7).fill(0));
    const [dx] = grad((y) => sum(drop(y as Tensor, 1)))(x);
    expect(list(dx)).toEqual(Array(23).fill(0));
  });

  it('the mean over 2000 seeds is within 1 % of the input', () => {
    const totals = new Float64Array(23);
    for (let seed = 0; seed < 2000; seed++) {
      for (const [i, value] of list(drop(ones([23]), 0.1, seed)).entries())
        totals[i] = (totals[i] ?? 0) + value;
    }
    const mean = totals.reduce((a, b) => a + b) / (23 * 2000);
    expect(Math.abs(mean - 1)).toBeLessThan(0.01);
    // Each element on its own: 4 standard deviations of a mean of 2000.
    for (const total of totals) expect(Math.abs(total / 2000 - 1)).toBeLessThan(4 * Math.sqrt(1 / 9 / 2000));
  });
});

it('element i is decided by word i mod 4 of Philox block ⌊i / 4⌋', () => {
  const rate = 0.3;
  const seed = new RandomGenerator(11).nextSeed();
  const expected = list(x).map((value, i) => {
    const words = Uint32Array.of(Math.floor(i / 4), 0, 0, 0);
    philox4x32(words, seed);
    return (words[i % 4] ?? 0) / 2 ** 32 < rate ? 0 : Math.fround(value * (1 / 0.7));
  });
  expect(list(drop(x, rate, 11))).toEqual(expected);
});

it('a word equal to rate · 2³² is kept', () => {
  const words = new Uint32Array(4);
  philox4x32(words, new RandomGenerator(11).nextSeed());
  expect(list(drop(x, (words[0] ?? 0) / 2 ** 32, 11))[0]).toBeGreaterThan(0);
});

it('the gradient drops the same places', () => {
  const kept = list(drop(ones([23]), 0.4, 5));
  const [dx] = grad((y) => sum(drop(y as Tensor, 0.4, 5)))(x);
  expect(list(dx)).toEqual(kept);
});

it.each([-0.1, 1.1, Number.NaN])('rate %d is refused', (rate) => {
  expect(() => drop(x, rate)).toThrow(OptionError);
});

it('an unknown option is refused', () => {
  const options = { rate: 0.1, p: 0.1, training: true, generator: new RandomGenerator(1) };
  expect(() => dropout(x, options as DropoutOptions)).toThrow(OptionError);
});
