import { LifetimeError, live, OptionError } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { generate, generateAll, type LogitsProcessor, PromptCache } from './index.ts';
import { goldenModel } from './testing/golden-models.ts';
import { countReads, tinyLlama } from './testing/tiny-models.ts';

const { model, reads } = countReads(tinyLlama(4));
const turn = async (
  cache: PromptCache | undefined,
  prompt: readonly number[],
): Promise<readonly number[]> => {
  const [text] = await generateAll(model, [prompt], { maximumNewTokens: 4, ...(cache && { cache }) });
  return text?.ids ?? [];
};
/** Ids read by the next turns: the first call of each. */
const firstReads = async (run: () => Promise<unknown>): Promise<number | undefined> => {
  reads.length = 0;
  await run();
  return reads[0]?.[1];
};

describe('PromptCache', () => {
  it('reads only what is new in the next turn, and says the same', async () => {
    using cache = new PromptCache(model);
    const question = [3, 1, 4, 1, 5];
    const answer = await turn(cache, question);
    expect(answer).toEqual(await turn(undefined, question));
    expect(cache.ids).toEqual([...question, ...answer.slice(0, -1)]);

    const next = [...question, ...answer, 9, 2];
    expect(await firstReads(() => turn(cache, next))).toBe(3);
    expect(cache.ids.slice(0, next.length)).toEqual(next);
    expect(await turn(cache, [...next, 6])).toEqual(await turn(undefined, [...next, 6]));
  });

  it('goes back to where a changed prompt differs, reads at least one id, and starts anew', async () => {
    using cache = new PromptCache(model);
    await turn(cache, [3, 1, 4, 1, 5]);
    for (const [prompt, read] of [
      [[3, 1, 4, 8, 8, 8], 3],
      [[3, 1, 4, 8, 8, 8], 1],
      [[3, 1], 1],
      [[7, 7], 2],
    ] as const) {
      let answer: readonly number[] = [];
      const count = await firstReads(async () => {
        answer = await turn(cache, prompt);
      });
      expect(count).toBe(read);
      expect(answer).toEqual(await turn(undefined, prompt));
    }
  });

  it('holds what was read when a text is broken off, and nothing half read', async () => {
    using cache = new PromptCache(model);
    for await (const { id } of generate(model, [[3, 1, 4]], { cache })) if (id >= 0) break;
    expect(cache.ids).toEqual([3, 1, 4]);
    await expect(generateAll(model, [[3, 1, 4, 99]], { cache })).rejects.toThrow();
    expect(cache.ids).toEqual([]);
    expect(await turn(cache, [3, 1, 4])).toEqual(await turn(undefined, [3, 1, 4]));
    const fail: LogitsProcessor = () => {
      throw new Error('of the caller');
    };
    await expect(generateAll(model, [[3, 1, 4]], { cache, processors: [fail] })).rejects.toThrow(
      'of the caller',
    );
    expect(await turn(cache, [3, 1, 4])).toEqual(await turn(undefined, [3, 1, 4]));
  });

  it('of a model that reads long texts otherwise, is made anew from short to long and back', async () => {
    const phi3 = await goldenModel('phi3-longrope');
    using cache = new PromptCache(phi3);
    const long = [5, 9, 33, 12, 60, 7, 8, 41, 3, 22];
    for (const prompt of [long.slice(0, 4), long, long.slice(0, 5), [...long.slice(0, 6), 2, 2, 2]]) {
      const options = { maximumNewTokens: 3 };
      const [kept] = await generateAll(phi3, [prompt], { ...options, cache });
      const [plain] = await generateAll(phi3, [prompt], options);
      expect(kept?.ids).toEqual(plain?.ids);
    }
    phi3.dispose();
  });

  it('serves one prompt of its model at a time', async () => {
    using cache = new PromptCache(model);
    await expect(generateAll(model, [[1], [2]], { cache })).rejects.toThrow(OptionError);
    await expect(generateAll(tinyLlama(4), [[1]], { cache })).rejects.toThrow(LifetimeError);
    const first = generate(model, [[1, 2]], { cache });
    await first.next();
    await expect(turn(cache, [1, 2])).rejects.toThrow(/serves another text/);
    await first.return();
    await turn(cache, [1, 2]);
  });

  it('owns its memory', async () => {
    await turn(undefined, [1, 2, 3, 4, 5, 6, 7]);
    const before = live();
    const cache = new PromptCache(model);
    await turn(cache, [1, 2, 3]);
    expect(live()).not.toEqual(before);
    cache.dispose();
    expect(live()).toEqual(before);
  });
});
