import { live, OptionError, RandomGenerator, ValueError } from '@heed/core';
import { describe, expect, it, type MockInstance, vi } from 'vitest';
import type { DecoderCache } from '../../encoder-decoder/decoder.ts';
import { baseConfig, EncoderDecoder } from '../../encoder-decoder/index.ts';
import { type BeamOptions, generateAll, generateBeams, type LogitsProcessor } from '../index.ts';
import { logProbabilities } from '../probabilities.ts';
import { tinyGpt2, tinyLlama, Uncached } from '../testing/tiny-models.ts';
import { BeamSearch } from './beam-search.ts';

const model = tinyLlama(5);
const prompts = [
  [3, 4, 5],
  [9, 1, 2, 7, 7],
];
const many = [1, 5, 9, 13];

describe('case 14: the cache follows the beams', () => {
  it.each<[string, BeamOptions]>([
    ['plain', {}],
    ['that end early', { endIds: many }],
    ['drawn', { endIds: many, temperature: 1.3, seed: 4 }],
    ['diverse', { beams: 4, groups: 2, diversityPenalty: 0.7, endIds: many }],
    ['guided', { guidance: { scale: 1.5 }, endIds: many }],
  ])('%s: with and without it, and each prompt alone', async (_, given) => {
    const options = { beams: 3, returned: 2, maximumNewTokens: 8, ...given };
    const cached = await generateBeams(model, prompts, options);
    const without = await generateBeams(new Uncached(model), prompts, options);
    for (const [row, prompt] of prompts.entries()) {
      const seed = given.seed === undefined ? {} : { seed: given.seed + row };
      const [alone] = await generateBeams(model, [prompt], { ...options, ...seed });
      for (const other of [without[row], alone]) {
        expect(other?.map(({ ids }) => ids)).toEqual(cached[row]?.map(({ ids }) => ids));
        for (const [rank, { score }] of (cached[row] ?? []).entries()) {
          expect(score).toBeCloseTo(other?.[rank]?.score ?? Number.NaN, 4);
        }
      }
      const scores = cached[row]?.map(({ score }) => score) ?? [];
      expect(scores).toHaveLength(2);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    }
  });

  it('an encoder–decoder, too', async () => {
    const config = {
      ...baseConfig,
      vocabularySize: 17,
      width: 12,
      heads: 3,
      feedForwardWidth: 20,
      encoderLayers: 1,
      decoderLayers: 2,
    };
    const translator = new EncoderDecoder(config).initialize(new RandomGenerator(11));
    const sources = [
      [3, 4, 5, 2],
      [9, 2],
    ];
    const options = { beams: 3, returned: 2, maximumNewTokens: 8, badWords: [[0], [1]] };
    const together = await generateBeams(translator, sources, options);
    for (const [row, source] of sources.entries()) {
      const [alone] = await generateBeams(translator, [source], options);
      expect(together[row]?.map(({ ids }) => ids)).toEqual(alone?.map(({ ids }) => ids));
    }
    expect(together.flat().flatMap(({ ids }) => ids.filter((id) => id < 2))).toEqual([]);
  });
});

const rules = {
  candidates: 4,
  ending: 4,
  penalty: () => 1,
  horizon: (length: number) => length,
  early: false,
  over: (ids: readonly number[]) => (ids.at(-1) === 1 ? ('end' as const) : undefined),
};

describe('case 14: the keys and values of the source', () => {
  it('are copied where the rows of a source change in number, and not at each step', async () => {
    class Watched extends EncoderDecoder {
      readonly spies: { readonly own: MockInstance; readonly cross: MockInstance }[] = [];
      override createCache(): DecoderCache {
        const cache = super.createCache();
        for (const { self, cross } of cache.layers) {
          this.spies.push({ own: vi.spyOn(self, 'reorder'), cross: vi.spyOn(cross, 'reorder') });
        }
        return cache;
      }
    }
    const config = {
      ...baseConfig,
      vocabularySize: 17,
      width: 8,
      heads: 2,
      feedForwardWidth: 8,
      encoderLayers: 1,
      decoderLayers: 1,
    };
    const translator = new Watched(config).initialize(new RandomGenerator(4));
    const select = vi.spyOn(translator, 'selectRows');
    await generateBeams(translator, [[3, 4, 5, 2]], {
      beams: 3,
      maximumNewTokens: 9,
      badWords: [[2]],
      endIds: [16],
      minimumNewTokens: 9,
    });
    expect(translator.spies[0]?.cross).toHaveBeenCalledTimes(1);
    expect(translator.spies[0]?.own.mock.calls.length).toBeGreaterThan(2);
    expect(select).toHaveBeenCalledTimes(2);
  });
});

describe('beams', () => {
  it('one is greedy search', async () => {
    const options = { endIds: many, maximumNewTokens: 9 };
    const greedy = await generateAll(model, prompts, options);
    const beams = await generateBeams(model, prompts, { ...options, beams: 1 });
    expect(beams.map(([best]) => best?.ids)).toEqual(greedy.map(({ ids }) => ids));
    expect(beams.map(([best]) => best?.finishReason)).toEqual(greedy.map(({ finishReason }) => finishReason));
  });

  it('as wide as all texts find the best of all texts', async () => {
    const options = {
      maximumNewTokens: 2,
      beams: 23 * 23,
      lengthPenalty: 0,
      earlyStopping: 'never' as const,
    };
    const [[best] = []] = await generateBeams(model, [[3, 4, 5]], options);
    let right = { ids: [-1, -1], score: -Infinity };
    const rows = await Promise.all(
      Array.from({ length: 23 }, (_, id) =>
        generateAll(
          model,
          [
            [3, 4, 5],
            [3, 4, 5, id],
          ],
          { maximumNewTokens: 1, logProbabilities: 23 },
        ),
      ),
    );
    for (const [first, texts] of rows.entries()) {
      const own =
        texts[0]?.tokens[0]?.alternatives?.find(({ id }) => id === first)?.logProbability ?? Number.NaN;
      const [second] = texts[1]?.tokens[0]?.alternatives ?? [];
      const score = own + (second?.logProbability ?? Number.NaN);
      if (score > right.score) right = { ids: [first, second?.id ?? -1], score };
    }
    expect(best?.ids).toEqual(right.ids);
    expect(best?.score).toBeCloseTo(right.score, 4);
  });

  it('scores are sums of log-probabilities over a power of the length', async () => {
    const options = { endIds: many, beams: 4, returned: 4, lengthPenalty: 0.7, maximumNewTokens: 7 };
    const [texts = []] = await generateBeams(model, [[3, 4, 5]], options);
    expect(texts).toHaveLength(4);
    for (const { ids, score, logProbability } of texts) {
      expect(score).toBeCloseTo(logProbability / ids.length ** 0.7, 6);
      const force: LogitsProcessor = (logits, { step }) =>
        logits.map((x, id) => (id === ids[step] ? x : -Infinity));
      const [forced] = await generateAll(model, [[3, 4, 5]], {
        processors: [force],
        maximumNewTokens: ids.length,
        logProbabilities: 0,
      });
      const sum = forced?.tokens.reduce((total, token) => total + (token.logProbability ?? Number.NaN), 0);
      expect(logProbability).toBeCloseTo(sum ?? Number.NaN, 4);
    }
  });

  it('drawn: repeat with their seed, differ with another, and become greedy where one token is left', async () => {
    const options = { beams: 3, maximumNewTokens: 6, temperature: 2, seed: 1 };
    const first = await generateBeams(model, prompts, options);
    expect(await generateBeams(model, prompts, options)).toEqual(first);
    expect(await generateBeams(model, prompts, { ...options, seed: 2 })).not.toEqual(first);
    const cold = await generateBeams(model, prompts, { ...options, topK: 1 });
    const greedy = await generateAll(model, prompts, { maximumNewTokens: 6 });
    expect(cold.map(([best]) => best?.ids)).toEqual(greedy.map(({ ids }) => ids));
  });

  it('drawn: candidates come with their probabilities', () => {
    const generator = new RandomGenerator(3);
    const scores = logProbabilities([0.5, 2, -Infinity, 1]);
    const counts = [0, 0, 0, 0];
    for (let draw = 0; draw < 8000; draw++) {
      const search = new BeamSearch({ ...rules, beams: 1, candidates: 1, generator });
      search.step([scores]);
      const [id = 0] = [...search.alive, ...search.ended][0]?.ids ?? [];
      counts[id] = (counts[id] ?? 0) + 1;
    }
    for (const [id, count] of counts.entries()) {
      expect(Math.abs(count / 8000 - Math.exp(scores[id] ?? 0))).toBeLessThan(0.02);
    }
  });

  it('aborted: the texts under way, as they are', async () => {
    const stop = new AbortController();
    const processors: LogitsProcessor[] = [
      (logits, { step }) => {
        if (step === 2) stop.abort();
        return logits;
      },
    ];
    const made = await generateBeams(model, prompts, { beams: 2, processors, signal: stop.signal });
    expect(made.map(([best]) => [best?.ids.length, best?.finishReason])).toEqual([
      [3, 'aborted'],
      [3, 'aborted'],
    ]);
  });

  it('nothing to do, nothing possible, and memory as before', async () => {
    const gpt2 = tinyGpt2(1);
    await generateBeams(gpt2, prompts, { maximumNewTokens: 9 });
    const before = live();
    expect(await generateBeams(gpt2, prompts, { maximumNewTokens: 0 })).toEqual([[], []]);
    expect(await generateBeams(gpt2, [])).toEqual([]);
    const nothing: LogitsProcessor = (logits) => logits.fill(-Infinity);
    await expect(generateBeams(gpt2, prompts, { processors: [nothing] })).rejects.toThrow(ValueError);
    const cut: LogitsProcessor = (logits) => logits.subarray(3);
    await expect(generateBeams(gpt2, prompts, { processors: [cut] })).rejects.toThrow('gave 20 logits of 23');
    const [[broken] = []] = await generateBeams(gpt2, prompts, { signal: AbortSignal.abort() });
    expect(broken).toMatchObject({ ids: [], finishReason: 'aborted', score: 0 });
    const damage: LogitsProcessor = (logits) => logits.fill(Number.NaN);
    await expect(generateBeams(gpt2, prompts, { processors: [damage] })).rejects.toThrow(ValueError);
    expect(live()).toEqual(before);
  });

  it.each<[string, object]>([
    ['num_beans', { num_beans: 3 }],
    ['returned 4 texts of 3 beams', { returned: 4, beams: 3 }],
    ['beams', { beams: 0 }],
    ['groups', { groups: 0 }],
    ['4 beams do not divide into 3 groups', { groups: 3, beams: 4 }],
    ['lengthPenalty', { lengthPenalty: Number.NaN }],
    ['earlyStopping', { earlyStopping: 'always' }],
    ['diversityPenalty', { diversityPenalty: Number.POSITIVE_INFINITY }],
    ['cache', { cache: undefined }],
  ])('refuses %s', async (name, options) => {
    await expect(generateBeams(model, prompts, options)).rejects.toThrow(OptionError);
    await expect(generateBeams(model, prompts, options)).rejects.toThrow(name);
  });
});

describe('case 17: forbidden ids are ruled out so that the others sum to 1', () => {
  it.each([1, 2])('with %i beams', (beams) => {
    const search = new BeamSearch({ ...rules, beams });
    search.step([logProbabilities([0, 1, 2, -Infinity])]);
    const found = [...search.alive, ...search.ended].map(({ ids, logProbability }) => [
      ids[0],
      logProbability,
    ]);
    expect(found).toContainEqual([2, expect.closeTo(-0.4076, 4)]);
    expect(found).toContainEqual([1, expect.closeTo(-1.4076, 4)]);
    if (beams === 2) expect(found).toContainEqual([0, expect.closeTo(-2.4076, 4)]);
    expect(found.map(([id]) => id)).not.toContain(3);
  });
});
