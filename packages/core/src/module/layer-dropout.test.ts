import { expect, it } from 'vitest';
import { OptionError } from '../errors.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import { generatorsOf } from './generators.ts';
import { LayerDropout } from './layer-dropout.ts';

const passed = (layers: LayerDropout, times: number): number => {
  let count = 0;
  for (let time = 0; time < times; time++) count = layers.forward(count, (before) => before + 1);
  return count;
};

it('leaves layers out in training, as often as it is told to', () => {
  const layers = new LayerDropout(0.3, new RandomGenerator(5));
  expect(passed(layers, 50)).toBe(50);
  layers.train();
  // Of 5,000 draws with p = 0.7, five standard deviations are 162.
  expect(Math.abs(passed(layers, 5000) - 3500)).toBeLessThan(162);
  expect(passed(new LayerDropout(0).train(), 50)).toBe(50);
  expect(passed(new LayerDropout(1).train(), 50)).toBe(0);
});

it('draws the same again under the same seed, from the generator of the model', () => {
  const draws = (): number[] => {
    const layers = new LayerDropout(0.5, new RandomGenerator(7)).train();
    return Array.from({ length: 40 }, () => passed(layers, 1));
  };
  expect(draws()).toEqual(draws());
  const layers = new LayerDropout(0.5);
  expect(generatorsOf(layers)).toEqual(new Set([layers.generator]));
});

it.each([-0.1, 1.1, Number.NaN])('refuses a rate of %d', (rate) => {
  expect(() => new LayerDropout(rate)).toThrow(OptionError);
});
