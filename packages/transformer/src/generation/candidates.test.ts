import { RandomGenerator } from '@heed/core';
import { expect, it } from 'vitest';
import { baseConfig } from '../encoder-decoder/config.ts';
import { EncoderDecoder } from '../encoder-decoder/model.ts';
import { type Candidates, type Largest, largestOf } from './candidates.ts';
import type { DecodingSession } from './decoding-session.ts';
import { promptLookup } from './drafts/prompt-lookup.ts';
import { type GenerateOptions, generateAll } from './generate.ts';
import { possibleTokens } from './probabilities.ts';
import type { LogitsProcessor } from './processors/index.ts';
import { GenerationQueue } from './queue/generation-queue.ts';
import { startSession } from './start-session.ts';
import { tinyGpt2, tinyLlama } from './testing/tiny-models.ts';

const translator = new EncoderDecoder({
  ...baseConfig,
  vocabularySize: 23,
  width: 8,
  heads: 2,
  feedForwardWidth: 16,
}).initialize(new RandomGenerator(4));
const prompts = [[3, 1, 4], [1, 5, 9, 2], [6]];

const sessions: Readonly<Record<string, () => DecodingSession>> = {
  'a decoder-only model': () => startSession(tinyLlama(3), prompts),
  'an encoder–decoder': () => startSession(translator, prompts),
  'two models at once': () => startSession(tinyGpt2(5), prompts, { guidance: { scale: 1.5 } }),
};

/** A copy with plain ids, whatever array they came in. */
const plain = ({ ids, logits }: Candidates): Candidates => ({ ids: Array.from(ids), logits: logits.slice() });

it.each(Object.entries(sessions))('%s: the largest logits of each text and position', async (name, start) => {
  const [whole, short] = [start(), start()];
  let ids = whole.prompts;
  for (let step = 0; step < 4; step++) {
    // The second position of a text is only there once it has two ids to read.
    const positions = step === 0 ? 1 : 2;
    const count = 5 * step + 1;
    const rows = await whole.next(ids, positions);
    const found = await short.candidates(ids, positions, { count, narrow: plain });
    const isMixed = name === 'two models at once';
    expect(found).toEqual(isMixed ? rows : rows.map((row) => row.map((one) => plain(largestOf(one, count)))));
    ids = rows.map((row) => [largestOf(row.at(-1) ?? new Float32Array(), 1).ids[0] ?? 0, step]);
  }
  for (const session of [whole, short]) session.dispose();
});

it('totals of rows at the temperature of each text', async () => {
  const [whole, short] = [startSession(tinyLlama(3), prompts), startSession(tinyLlama(3), prompts)];
  const temperatures = [0.01, 1, 0.3];
  const rows = await whole.next(prompts);
  const narrow = (largest: Largest, text: number): Candidates => {
    const logits = rows[text]?.[0]?.map((logit) => logit / (temperatures[text] ?? 1)) ?? [];
    const { total } = possibleTokens(logits);
    expect(Math.abs((largest.total ?? 0) - total)).toBeLessThanOrEqual(1e-5 * total);
    return largest;
  };
  const found = await short.candidates(prompts, 1, { count: 2, temperatures, narrow });
  expect(found.flat().some((one) => one instanceof Float32Array)).toBe(false);
  for (const session of [whole, short]) session.dispose();
});

it('whole rows where the largest logits do not tell, or are all', async () => {
  const [whole, short] = [startSession(tinyLlama(3), prompts), startSession(tinyLlama(3), prompts)];
  let ids = whole.prompts;
  for (const [step, count] of [2, 23, 50].entries()) {
    const rows = await whole.next(ids);
    const narrow = (largest: Candidates, text: number): Candidates | undefined => {
      expect(count).toBe(2);
      return text === 1 ? undefined : plain(largest);
    };
    const found = await short.candidates(ids, 1, { count, narrow }, new Float32Array(rows.length * 23));
    const few = (row: Float32Array[]): Candidates[] => row.map((one) => plain(largestOf(one, count)));
    expect(found).toEqual(rows.map((row, text) => (count > 2 || text === 1 ? row : few(row))));
    ids = rows.map(() => [step]);
  }
  for (const session of [whole, short]) session.dispose();
});

const asItIs: LogitsProcessor = (logits) => logits;
const choices: Readonly<Record<string, GenerateOptions>> = {
  'the likeliest': {},
  'drawn of a few': { topK: 3, temperature: 0.7, seed: 1 },
  'drawn of a few, cut again': { topK: 6, topP: 0.8, minP: 0.02, temperature: 3, seed: 2 },
  'drawn of all': { topK: 0, temperature: 3, seed: 3 },
  'drawn by top-p alone': { topK: 0, topP: 0.7, temperature: 3, seed: 4 },
  'a penalty for what was said': { repetitionPenalty: 1.7 },
  'encouraged to repeat': { repetitionPenalty: 0.6 },
  'counted, and drawn of a few': { presencePenalty: 0.4, frequencyPenalty: 0.3, topK: 3, seed: 6 },
  'banned, and drawn of a few': { badWords: [[5], [3, 7]], noRepeatNgram: 2, topK: 6, topP: 0.8, seed: 7 },
  'held back and forced': { endIds: [2, 9], minimumNewTokens: 3, forcedFirstId: 4, forcedLastId: 9 },
  'suppressed, and drawn by top-p alone': { suppressedIds: [1, 22], topK: 0, topP: 0.7, seed: 8 },
  'biased down and up': {
    sequenceBias: [
      [[4], -3],
      [[6], -0.5],
    ],
    suppressedFirstIds: [3],
  },
  'penalised with a draft': { repetitionPenalty: 1.3, draft: promptLookup() },
  'drawn with a draft': { topK: 4, temperature: 0.3, seed: 5, draft: promptLookup() },
};

it.each(Object.entries(choices))('generates what it would by whole logits: %s', async (_, options) => {
  for (const model of [tinyLlama(3), tinyGpt2(5), ...(options.draft === undefined ? [translator] : [])]) {
    const given = options.draft === undefined ? prompts : [[3, 1, 4, 3, 1]];
    const all = (processors: readonly LogitsProcessor[]): Promise<unknown> =>
      generateAll(model, given, { maximumNewTokens: 9, ...options, processors });
    expect(await all([])).toEqual(await all([asItIs]));
  }
});

it('texts of one queue choose by as much as any of them asks for', async () => {
  const model = tinyLlama(3);
  const options = Object.values(choices).filter(({ draft }) => draft === undefined);
  for (const chosen of [options, options.slice(0, 3), options.slice(0, 1)]) {
    const queue = new GenerationQueue(model);
    const texts = chosen.map(async (own) =>
      (await Array.fromAsync(queue.generate([3, 1, 4], own))).map(({ id }) => id),
    );
    const alone = chosen.map(async (own) => (await generateAll(model, [[3, 1, 4]], own))[0]?.ids);
    expect(await Promise.all(texts)).toEqual(await Promise.all(alone));
  }
});
