import { collect, live, RandomGenerator } from '@heed/core';
import { baseConfig, EncoderDecoder, padRows } from '@heed/transformer';
import { describe, expect, it } from 'vitest';
import { chooseMap, type HeadMaps, readMaps, weightPaths, weightsOf } from './head-maps.ts';
import { wordMaps } from './word-maps.ts';

// 2 layers of 3 heads over 2 × 5: the value of a cell is its place.
const maps: HeadMaps = {
  rows: ['a', 'b'],
  columns: ['p', 'q', 'r', 's', 't'],
  layers: 2,
  heads: 3,
  values: Float32Array.from({ length: 60 }, (_, at) => at),
};

describe('chooseMap', () => {
  it.each([
    ['one head', { layer: 1, head: 2 }, 50],
    ['the mean of a layer', { layer: 1, head: 'mean' }, 40],
    ['the mean of all', { layer: 'mean', head: 'mean' }, 25],
  ] as const)('%s', (_, choice, first) => {
    expect([...chooseMap(maps, choice).values]).toEqual(Array.from({ length: 10 }, (_one, at) => first + at));
  });
});

it('weightsOf: a row, and a column', () => {
  const map = chooseMap(maps, { layer: 0, head: 0 });
  expect(weightsOf(map, 'rows', 1)).toEqual([5, 6, 7, 8, 9]);
  expect(weightsOf(map, 'columns', 3)).toEqual([3, 8]);
});

it('readMaps: the last rows and columns of what a model looked at', async () => {
  const before = live();
  const config = { ...baseConfig, vocabularySize: 11, width: 12, heads: 3, feedForwardWidth: 7 };
  const model = new EncoderDecoder({ ...config, encoderLayers: 1, decoderLayers: 2 }).initialize(
    new RandomGenerator(1),
  );
  const paths = weightPaths(model, /crossAttention$/);
  expect(paths).toEqual([0, 1].map((layer) => `decoder.layers.${layer}.crossAttention.weights`));
  const [source, target] = [padRows([[3, 4, 5, 6, 2]], 0), padRows([[1, 3]], 0)];
  {
    using seen = collect(model, paths, () => model.forward(source, target));
    seen.result.dispose();
    const labels = { rows: ['a', 'b'], columns: ['p', 'q', 'r', 's', 't'] };
    const whole = await readMaps(seen, paths, labels);
    expect(whole).toMatchObject({ ...labels, layers: 2, heads: 3 });
    for (let row = 0; row < 12; row++) {
      expect(whole.values.subarray(5 * row, 5 * row + 5).reduce((sum, weight) => sum + weight)).toBeCloseTo(
        1,
        5,
      );
    }
    const corner = await readMaps(seen, paths, labels, 1);
    expect(corner).toMatchObject({ rows: ['b'], columns: ['t'] });
    expect([...corner.values]).toEqual(Array.from({ length: 6 }, (_, head) => whole.values[10 * head + 9]));
  }
  for (const owned of [source, target, model]) owned.dispose();
  expect(live()).toEqual(before);
});

it('wordMaps: pieces become words; a row still sums to 1', () => {
  const words = wordMaps({
    rows: ['Bahn', 'hof', '</s>'],
    columns: ['the', 'Ġsta', 'tion'],
    layers: 1,
    heads: 1,
    values: Float32Array.of(0.25, 0.5, 0.25, 0.75, 0.125, 0.125, 1, 0, 0),
  });
  expect(words).toMatchObject({ rows: ['Bahnhof', 'end'], columns: ['the', 'station'] });
  expect([...words.values]).toEqual([0.5, 0.5, 1, 0]);
});
