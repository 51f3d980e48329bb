import { loadWeights, type NameOptions, OptionError } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../../fixtures/read-model.ts';
import { Bart, bartWeightNames, readBartConfig } from '../models/bart/index.ts';
import type { EncoderDecoderModel } from '../models/encoder-decoder-model.ts';
import { HfConfig } from '../models/hf-config.ts';
import { M2M100, m2m100WeightNames, readM2M100Config } from '../models/m2m100/index.ts';
import { Marian, marianWeightNames, readMarianConfig } from '../models/marian/index.ts';
import { readT5Config, T5, t5WeightNames } from '../models/t5/index.ts';
import { goldenArray } from '../models/testing/golden.ts';
import {
  generate,
  generateAll,
  generateBeams,
  type LogitsProcessor,
  PromptCache,
  promptLookup,
} from './index.ts';
import { tinyLlama } from './testing/tiny-models.ts';

const families: readonly [string, (config: HfConfig) => EncoderDecoderModel, NameOptions][] = [
  ['t5', (config) => new T5(readT5Config(config)), t5WeightNames],
  ['t5-gated', (config) => new T5(readT5Config(config)), t5WeightNames],
  ['marian', (config) => new Marian(readMarianConfig(config)), marianWeightNames],
  ['m2m100', (config) => new M2M100(readM2M100Config(config)), m2m100WeightNames],
  ['bart', (config) => new Bart(readBartConfig(config)), bartWeightNames],
];

describe.each(families)('%s: as transformers', (name, create, names) => {
  const golden = readModel(name);
  const load = async (): Promise<EncoderDecoderModel> => {
    const model = create(new HfConfig(golden.config));
    await loadWeights(model, golden.weights, names);
    return model;
  };
  const source = [...goldenArray(golden, 'generate.input_ids').data];
  /** Generated ids, without the start token and up to the end token. */
  const rowsOf = (key: string, endId: number): number[][] => {
    const { data, shape } = goldenArray(golden, key);
    const [rows = 0, length = 0] = shape;
    return Array.from({ length: rows }, (_, row) => {
      const ids = [...data.slice(row * length + 1, (row + 1) * length)];
      return ids.slice(0, ids.indexOf(endId) + 1 || length);
    });
  };

  it('greedy', async () => {
    const model = await load();
    const [made] = await generateAll(model, [source], { maximumNewTokens: 12 });
    expect(made?.ids).toEqual(rowsOf('generate.greedy', model.config.endId)[0]);
    model.dispose();
  });

  it('four beams, two returned', async () => {
    const model = await load();
    const options = { maximumNewTokens: 12, beams: 4, returned: 2, earlyStopping: true };
    const [made = []] = await generateBeams(model, [source], options);
    expect(made.map(({ ids }) => ids)).toEqual(rowsOf('generate.beam4', model.config.endId));
    const scores = goldenArray(golden, 'generate.beam4_scores').data;
    for (const [index, { score }] of made.entries()) {
      expect(Math.abs(score - (scores[index] ?? Number.NaN))).toBeLessThan(1e-4);
    }
    model.dispose();
  });

  it('case 17: never writes padding or the start token where they are bad words', async () => {
    const model = await load();
    const { startId, padId, endId } = model.config;
    const badWords = [[startId], [padId]].filter(([id]) => id !== endId);
    for (const beams of [1, 2]) {
      const options = { badWords, maximumNewTokens: 9, beams };
      const [[best] = []] = await generateBeams(model, [source], options);
      expect(best?.ids.length).toBeGreaterThan(0);
      for (const [id] of badWords) expect(best?.ids).not.toContain(id);
    }
    model.dispose();
  });

  it('sources of different lengths, with processors, as each alone', async () => {
    const model = await load();
    const sources = [source, source.slice(0, 3), source.slice(2)];
    const starts: number[][] = [];
    using unfit = new PromptCache(tinyLlama(1));
    const watch: LogitsProcessor = (logits, { ids, promptLength }) => {
      starts.push(ids.slice(0, promptLength));
      return logits;
    };
    const options = { maximumNewTokens: 7, repetitionPenalty: 1.5, noRepeatNgram: 2, processors: [watch] };
    const together = await generateAll(model, sources, options);
    const beams = await generateBeams(model, sources, { ...options, beams: 3 });
    for (const [index, one] of sources.entries()) {
      const [alone] = await generateAll(model, [one], options);
      expect(together[index]?.ids).toEqual(alone?.ids);
      const [[best] = []] = await generateBeams(model, [one], { ...options, beams: 3 });
      expect(beams[index]?.[0]?.ids).toEqual(best?.ids);
    }
    expect(() => generate(model, [source], { draft: promptLookup() })).toThrow(OptionError);
    await expect(generateAll(model, [source], { cache: unfit })).rejects.toThrow(/decoder-only models/);
    expect(new Set(starts.flat())).toEqual(new Set([model.config.startId]));
    model.dispose();
  });
});
