import { OptionError } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../../../fixtures/read-model.ts';
import { goldenArray } from '../../models/testing/golden.ts';
import {
  DraftModel,
  type DraftSource,
  type GenerateOptions,
  generateAll,
  PromptCache,
  promptLookup,
} from '../index.ts';
import { goldenModel } from '../testing/golden-models.ts';
import { countReads, tinyGpt2, tinyLlama } from '../testing/tiny-models.ts';

const model = tinyLlama(6);
const prompts = fc.array(fc.integer({ min: 0, max: 22 }), { minLength: 1, maxLength: 8 });
const ways: readonly [string, GenerateOptions][] = [
  ['greedy', { maximumNewTokens: 9 }],
  ['with an end token', { maximumNewTokens: 9, endIds: [1, 4, 7, 10, 13] }],
  ['with penalties', { maximumNewTokens: 9, noRepeatNgram: 1, repetitionPenalty: 2 }],
  ['drawn', { maximumNewTokens: 9, temperature: 1.2, seed: 5 }],
  ['guided', { maximumNewTokens: 6, guidance: { scale: 2, negative: [[5]] } }],
];

/** Guesses that are right now and then: the true text with some ids changed. */
function oracle(text: readonly number[], promptLength: number, wrong: readonly boolean[]): DraftSource {
  return {
    propose: (ids, most) => {
      const done = ids.length - promptLength;
      return text
        .slice(done, done + most)
        .map((id, at) => (wrong[(done + at) % wrong.length] ? (id + 1) % 23 : id));
    },
  };
}

describe.each(ways)('%s, with guesses', (_, options) => {
  it('the text is the same, whatever the guesses', async () => {
    const wrong = fc.array(fc.boolean(), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(prompts, wrong, async (prompt, errors) => {
        const [plain] = await generateAll(model, [prompt], options);
        const draft = oracle(plain?.ids ?? [], prompt.length, errors);
        expect(await generateAll(model, [prompt], { ...options, draft })).toEqual([plain]);
      }),
      { numRuns: 12 },
    );
  });

  it('of a small model, or looked up', async () => {
    using draft = new DraftModel(tinyLlama(7, 1), { count: 3 });
    await fc.assert(
      fc.asyncProperty(prompts, async (prompt) => {
        const [plain] = await generateAll(model, [prompt], options);
        expect(await generateAll(model, [prompt], { ...options, draft })).toEqual([plain]);
        expect(await generateAll(model, [prompt], { ...options, draft: promptLookup() })).toEqual([plain]);
      }),
      { numRuns: 4 },
    );
  });
});

describe('guesses', () => {
  it('that are right save passes', async () => {
    const { model: counted, reads } = countReads(model);
    const [plain] = await generateAll(model, [[3, 4]], { maximumNewTokens: 12 });
    const ids = plain?.ids ?? [];
    const draft: DraftSource = {
      propose: (seen, most) => ids.slice(seen.length - 2, seen.length - 2 + Math.min(most, 3)),
    };
    expect(await generateAll(counted, [[3, 4]], { maximumNewTokens: 12, draft })).toEqual([plain]);
    expect(reads.map(([, length]) => length)).toEqual([5, 4, 4]);
  });

  it('of the model itself are all right', async () => {
    const { model: counted, reads } = countReads(model);
    using draft = new DraftModel(model, { count: 4 });
    await generateAll(counted, [[3, 4]], { maximumNewTokens: 10, draft });
    expect(reads).toHaveLength(2);
  });

  it('leave a kept cache as it would be without', async () => {
    using cache = new PromptCache(model);
    const draft: DraftSource = { propose: () => [1, 2, 3] };
    const options = { maximumNewTokens: 6, draft };
    const [first] = await generateAll(model, [[5, 6]], { ...options, cache });
    expect(cache.ids).toEqual([5, 6, ...(first?.ids ?? [])].slice(0, cache.ids.length));
    const prompt = [5, 6, ...(first?.ids ?? []), 8];
    expect(await generateAll(model, [prompt], { ...options, cache })).toEqual(
      await generateAll(model, [prompt], options),
    );
  });

  it('end at the limit of positions, of both models', async () => {
    const long = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    const gpt2 = tinyGpt2(3);
    const [plain] = await generateAll(gpt2, [long]);
    using draft = new DraftModel(tinyGpt2(8, 12));
    expect(await generateAll(gpt2, [long], { draft })).toEqual([plain]);
    expect(plain?.ids).toHaveLength(6);
  });

  it('do not take a text past the length from which it is read otherwise', async () => {
    const name = 'phi3-longrope';
    const golden = readModel(name);
    const phi3 = await goldenModel(name);
    const prompt = [...goldenArray(golden, 'generate.input_ids').data];
    const [plain] = await generateAll(phi3, [prompt], { maximumNewTokens: 12 });
    const right = plain?.ids ?? [];
    for (const wrong of [[true], [false], [false, true, true]]) {
      const draft: DraftSource = {
        propose: (ids, most) =>
          right
            .slice(ids.length - 5, ids.length - 5 + most)
            .map((id, at) => (wrong[at % wrong.length] ? 3 : id)),
      };
      expect(await generateAll(phi3, [prompt], { maximumNewTokens: 12, draft })).toEqual([plain]);
    }
    phi3.dispose();
  });

  it('are of the vocabulary of the model', async () => {
    using small = new DraftModel(tinyLlama(7, 1));
    expect(small.vocabularySize).toBe(23);
    const draft: DraftSource = { vocabularySize: 29, propose: () => [] };
    const failure = generateAll(model, [[1]], { draft });
    await expect(failure).rejects.toThrow(OptionError);
    await expect(failure).rejects.toThrow(
      'draft: its model must have the vocabulary of the model it guesses for, of 23 ids, got 29',
    );
  });

  it('serve one prompt', async () => {
    await expect(generateAll(model, [[1], [2]], { draft: promptLookup() })).rejects.toThrow(OptionError);
    expect(() => promptLookup({ count: 0 })).toThrow(OptionError);
    expect(() => new DraftModel(model, { count: 0 })).toThrow(OptionError);
  });
});

describe('promptLookup', () => {
  it('prefers the longest run, then the earliest, and gives what followed', () => {
    const { propose } = promptLookup({ count: 2, longest: 3 });
    expect(propose([1, 2, 9, 8, 7, 2, 5, 1, 2], 9)).toEqual([9, 8]);
    expect(propose([2, 9, 3, 2, 8, 4, 2], 9)).toEqual([9, 3]);
    expect(propose([2, 9, 3, 2], 1)).toEqual([9]);
    expect(propose([1, 2, 3], 9)).toEqual([]);
    expect(propose([1], 9)).toEqual([]);
  });
});
