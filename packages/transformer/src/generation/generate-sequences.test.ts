import { live, OptionError, RandomGenerator, tensor, tidy, ValueError } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { baseConfig, EncoderDecoder } from '../encoder-decoder/index.ts';
import { lengthPenalty } from './beams/length-penalty.ts';
import { generateSequences, padRows } from './generate-sequences.ts';
import { logProbabilities } from './probabilities.ts';

const config = {
  ...baseConfig,
  vocabularySize: 17,
  width: 12,
  heads: 3,
  feedForwardWidth: 20,
  encoderLayers: 2,
  decoderLayers: 2,
};
const model = new EncoderDecoder(config).initialize(new RandomGenerator(11));
const sources = [
  [3, 4, 5, 2],
  [9, 2],
  [16, 15, 14, 13, 12, 2],
];

/** The best sequence by trying all of them: the truth for a beam as wide as the vocabulary. */
function scoreOf(ids: readonly number[], source: readonly number[]): number {
  return tidy(() => {
    const target = [...ids, 2];
    const logits = model.forward(padRows([source], 0), padRows([[1, ...ids]], 0)).dataSync();
    return target.reduce((total, id, position) => {
      const row = Float64Array.from(logits.subarray(position * 17, (position + 1) * 17));
      row[0] = Number.NEGATIVE_INFINITY;
      row[1] = Number.NEGATIVE_INFINITY;
      return total + (logProbabilities(row)[id] ?? 0);
    }, 0);
  });
}

describe('generateSequences', () => {
  it.each([1, 3])('gives the same with and without cache, alone and in a batch, %i beams', async (beams) => {
    const options = { beams, maximumNewTokens: 9 };
    const cached = await generateSequences(model, sources, options);
    const uncached = await generateSequences(model, sources, { ...options, cached: false });
    expect(cached.map(({ ids }) => ids)).toEqual(uncached.map(({ ids }) => ids));
    for (const [index, source] of sources.entries()) {
      const [alone] = await generateSequences(model, [source], options);
      expect(alone?.ids).toEqual(cached[index]?.ids);
      expect(alone?.logProbability).toBeCloseTo(cached[index]?.logProbability ?? 0, 4);
    }
  });

  it('without a number ends with the positions of the model, and refuses what is none', async () => {
    const short = new EncoderDecoder({ ...config, maximumLength: 7 }).initialize(new RandomGenerator(11));
    for (const { ids } of await generateSequences(short, sources, {
      maximumNewTokens: Number.POSITIVE_INFINITY,
    }))
      expect(ids.length).toBeLessThanOrEqual(7);
    for (const maximumNewTokens of [Number.NaN, -1, 1.5]) {
      const refused = expect(generateSequences(model, sources, { maximumNewTokens })).rejects;
      await refused.toThrow(`maximumNewTokens must be a whole number from 0, got ${maximumNewTokens}`);
    }
  });

  it('reports the log-probability of what it chose', async () => {
    for (const [index, { ids, logProbability }] of (
      await generateSequences(model, sources, { beams: 4, maximumNewTokens: 30 })
    ).entries()) {
      if (ids.length < 29) expect(logProbability).toBeCloseTo(scoreOf(ids, sources[index] ?? []), 3);
    }
  });

  it('finds with a wide beam what trying every sequence finds', async () => {
    const source = sources[0] ?? [];
    const [best] = await generateSequences(model, [source], {
      beams: 300,
      maximumNewTokens: 3,
      lengthPenalty: 0,
    });
    const all = [[], ...Array.from({ length: 15 }, (_, a) => [a + 2])].flatMap((start) =>
      start.length === 0 ? [start] : [start, ...Array.from({ length: 15 }, (_, b) => [...start, b + 2])],
    );
    const scores = all.filter((ids) => !ids.includes(2)).map((ids) => scoreOf(ids, source));
    expect(best?.logProbability).toBeCloseTo(Math.max(...scores), 3);
  });

  it('stops on a signal, refuses bad options, and leaves no tensor behind', async () => {
    const before = live();
    await generateSequences(model, sources, { beams: 2 });
    await expect(
      generateSequences(model, sources, { signal: AbortSignal.abort(new Error('enough')) }),
    ).rejects.toThrow('enough');
    await expect(generateSequences(model, sources, { beams: 0 })).rejects.toThrow(OptionError);
    expect(await generateSequences(model, [])).toEqual([]);
    const after = live().reduce((total, count) => total + count.tensors, 0);
    expect(after).toBeLessThanOrEqual(before.reduce((total, count) => total + count.tensors, 0) + 1);
  });

  it('two at once give what one after the other gives', async () => {
    const one = await generateSequences(model, sources, { beams: 2, maximumNewTokens: 7 });
    const run = (): Promise<unknown> => generateSequences(model, sources, { beams: 2, maximumNewTokens: 7 });
    expect(await Promise.all([run(), run()])).toEqual([one, one]);
  });

  it('names damaged weights', async () => {
    const damaged = new EncoderDecoder(config).initialize(new RandomGenerator(1));
    const { weight } = damaged.decoder.layers[0]?.feedForward.outer ?? damaged.embedding;
    const numbers = weight.value.dataSync().fill(Number.NaN);
    weight.assign(tensor(numbers, { shape: weight.shape }));
    await expect(generateSequences(damaged, sources)).rejects.toThrow(ValueError);
  });
});

it('length penalty is that of Wu et al. 2016', () => {
  expect(lengthPenalty(1, 0.6)).toBe(1);
  expect(lengthPenalty(7, 1)).toBe(2);
});
