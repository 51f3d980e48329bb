import { describe, expect, it } from 'vitest';
import { recordModelFact } from '../../../../fixtures/model-facts.ts';
import { readModel } from '../../../../fixtures/read-model.ts';
import { goldenArray } from '../models/testing/golden.ts';
import { generateAll, generateBeams, generateContrastive } from './index.ts';
import { goldenModel } from './testing/golden-models.ts';
import { goldenRuns, goldenSearches, named } from './testing/golden-runs.ts';

describe('generateAll: as transformers 5.24', () => {
  it.each(named(goldenRuns.greedy))('%s', async (_, { model: name, prompts, options, ids }) => {
    const model = await goldenModel(name);
    const made = await generateAll(model, prompts, options);
    expect(made.map((text) => text.ids)).toEqual(ids);
    const { endIds = [], maximumNewTokens } = options;
    for (const { ids: own, finishReason } of made) {
      expect(finishReason).toBe(endIds.includes(own.at(-1) ?? -1) ? 'end' : 'length');
      expect(own.length === maximumNewTokens || finishReason === 'end').toBe(true);
    }
    model.dispose();
  });
});

describe.each([
  ['as transformers 5.24', goldenRuns.beams],
  ['diverse, as the paper', goldenSearches.diverse],
])('generateBeams: %s', (_reference, runs) => {
  it.each(named(runs))('%s', async (_, { model: name, prompts, options, ids, scores }) => {
    const model = await goldenModel(name);
    const made = (await generateBeams(model, prompts, options)).flat();
    expect(made.map((text) => text.ids)).toEqual(ids);
    for (const [index, { score }] of made.entries()) {
      const expected = scores[index] ?? Number.NaN;
      expect(Math.abs(score - expected)).toBeLessThan(1e-5 * Math.max(1, Math.abs(expected)));
    }
    model.dispose();
  });
});

describe('generateContrastive: as the paper', () => {
  it.each(named(goldenSearches.contrastive))('%s', async (_, { model: name, prompts, options, ids }) => {
    const model = await goldenModel(name);
    const made = await generateContrastive(model, prompts, options);
    expect(made.map((text) => text.ids)).toEqual(ids);
    model.dispose();
  });
});

const models = [
  ...['llama-tied', 'llama-untied', 'mistral-window', 'qwen2', 'qwen3', 'gpt2', 'gpt2-scaled'],
  ...['gemma2', 'gemma3', 'neox', 'neox-sequential', 'mixtral', 'phi3', 'phi3-longrope'],
];

describe.each(models)('%s, its golden texts', (name) => {
  const golden = readModel(name);
  const rowsOf = (key: string, from = 0): number[][] => {
    const { data, shape } = goldenArray(golden, key);
    const [rows = 0, length = 0] = shape;
    return Array.from({ length: rows }, (_, row) => [...data.slice(row * length + from, (row + 1) * length)]);
  };
  /** Up to the end token; behind it stands padding. */
  const ended = (ids: readonly number[]): number[] => [...ids.slice(0, ids.indexOf(2) + 1 || 12)];
  const options = { maximumNewTokens: 12, endIds: [2] };

  it('greedy, alone and padded', async () => {
    const model = await goldenModel(name);
    for (const run of ['generate', 'generate_left_padded']) {
      const kept = rowsOf(`${run}.attention_mask`);
      const padded = rowsOf(`${run}.input_ids`);
      const prompts = padded.map((row, index) => row.filter((_, at) => kept[index]?.[at] === 1));
      const made = await generateAll(model, prompts, options);
      expect(made.map(({ ids }) => ids)).toEqual(rowsOf(`${run}.greedy`, padded[0]?.length).map(ended));
    }
    model.dispose();
  });

  it('four beams, two returned', async () => {
    const model = await goldenModel(name);
    const prompts = rowsOf('generate.input_ids');
    const beams = { ...options, beams: 4, returned: 2, earlyStopping: true };
    const [made = []] = await generateBeams(model, prompts, beams);
    expect(made.map(({ ids }) => ids)).toEqual(rowsOf('generate.beam4', prompts[0]?.length).map(ended));
    const scores = goldenArray(golden, 'generate.beam4_scores').data;
    for (const [index, { score }] of made.entries()) {
      expect(Math.abs(score - (scores[index] ?? Number.NaN))).toBeLessThan(1e-4);
    }
    recordModelFact({ model: name, fact: 'beams' });
    model.dispose();
  });
});
