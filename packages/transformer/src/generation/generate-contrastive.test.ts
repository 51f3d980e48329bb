import { live, OptionError } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { generateAll, generateContrastive } from './index.ts';
import { tinyGpt2, tinyLlama } from './testing/tiny-models.ts';

const model = tinyLlama(3);
const prompts = [[3, 4, 5], [9]];
const states = 'model.norm';

describe('generateContrastive', () => {
  it('without a penalty, or of one candidate, is greedy', async () => {
    const options = { maximumNewTokens: 7, endIds: [1, 5, 9] };
    const greedy = (await generateAll(model, prompts, options)).map(({ ids, finishReason }) => [
      ids,
      finishReason,
    ]);
    for (const own of [{ penalty: 0 }, { candidates: 1 }]) {
      const made = await generateContrastive(model, prompts, { states, ...options, ...own });
      expect(made.map(({ ids, finishReason }) => [ids, finishReason])).toEqual(greedy);
    }
  });

  it('ends at its limits and on a signal, and frees its memory', async () => {
    const gpt2 = tinyGpt2(3);
    const own = { states: 'transformer.lnF', candidates: 3 };
    const [long] = await generateContrastive(gpt2, [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]], own);
    expect([long?.ids.length, long?.finishReason]).toEqual([6, 'length']);
    const before = live();
    expect((await generateContrastive(gpt2, [[1]], { ...own, maximumNewTokens: 0 }))[0]?.finishReason).toBe(
      'length',
    );
    const signal = AbortSignal.abort();
    expect((await generateContrastive(gpt2, [[1]], { ...own, signal }))[0]).toEqual({
      ids: [],
      finishReason: 'aborted',
      tokens: [],
    });
    await generateContrastive(gpt2, [[1, 2]], { ...own, maximumNewTokens: 3 });
    expect(live()).toEqual(before);
  });

  it.each<[string, object]>([
    ['candidates', { candidates: 0 }],
    ['penalty', { penalty: 1.1 }],
    ['unknown option temperature', { temperature: 1 }],
    ['model.norma', { states: 'model.norma' }],
  ])('refuses %s', async (name, options) => {
    await expect(generateContrastive(model, prompts, { states, ...options })).rejects.toThrow(OptionError);
    await expect(generateContrastive(model, prompts, { states, ...options })).rejects.toThrow(name);
  });
});
