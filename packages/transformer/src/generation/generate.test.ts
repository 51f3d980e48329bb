import { RandomGenerator } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawToken, likeliestToken } from './choose-token.ts';
import { type GenerateOptions, generate, generateAll } from './index.ts';
import { logProbabilities } from './probabilities.ts';
import { countReads, tinyGpt2, tinyLlama, Uncached } from './testing/tiny-models.ts';

const llama = tinyLlama(1);
const prompts = [[3, 4, 5, 6, 7], [9], [22, 21, 20, 19, 18, 17, 16, 15], [8, 2]];
const idsOf = async (...given: Parameters<typeof generateAll>): Promise<(readonly number[])[]> =>
  (await generateAll(...given)).map(({ ids }) => ids);

describe('several texts', () => {
  const many = [1, 6, 11, 15];
  const ways: Readonly<Record<string, GenerateOptions>> = {
    greedy: { endIds: many, maximumNewTokens: 9 },
    penalised: { endIds: many, maximumNewTokens: 9, repetitionPenalty: 1.5, noRepeatNgram: 2 },
    guided: { endIds: many, maximumNewTokens: 5, guidance: { scale: 1.5 } },
  };

  it.each(Object.entries(ways))(
    '%s, are each what they are alone and without a cache',
    async (_, options) => {
      for (const model of [llama, tinyGpt2(2, 64)]) {
        const together = await generateAll(model, prompts, options);
        expect(await idsOf(new Uncached(model), prompts, options)).toEqual(together.map(({ ids }) => ids));
        for (const [row, prompt] of prompts.entries()) {
          const [alone] = await generateAll(model, [prompt], options);
          expect(together[row]?.ids).toEqual(alone?.ids);
          expect(together[row]?.finishReason).toBe(alone?.finishReason);
        }
      }
    },
  );

  it('drawn, text i under the seed + i', async () => {
    const options = { temperature: 1.5, topK: 0, seed: 7, maximumNewTokens: 8, endIds: many };
    const together = await idsOf(llama, prompts, options);
    for (const [row, prompt] of prompts.entries()) {
      expect([together[row]]).toEqual(await idsOf(llama, [prompt], { ...options, seed: 7 + row }));
    }
  });

  it('that end leave the others, and reading goes on with those', async () => {
    const { model, reads } = countReads(llama);
    const made = await generateAll(model, prompts, { endIds: many, maximumNewTokens: 9 });
    expect(reads[0]).toEqual([4, 8]);
    for (const [step, [rows, length]] of reads.entries()) {
      if (step > 0) expect([rows, length]).toEqual([made.filter(({ ids }) => ids.length > step).length, 1]);
    }
    expect(new Set(made.map(({ ids }) => ids.length)).size).toBeGreaterThan(1);
  });

  it('come token by token, of all texts in turn', async () => {
    const whole = await generateAll(llama, prompts.slice(0, 2), { maximumNewTokens: 3 });
    const seen: number[] = [];
    for await (const { row, id } of generate(llama, prompts.slice(0, 2), { maximumNewTokens: 3 })) {
      expect(id).toBe(whole[row]?.ids[Math.floor(seen.length / 2)]);
      seen.push(row);
    }
    expect(seen).toEqual([0, 1, 0, 1, 0, 1]);
  });
});

describe('drawing', () => {
  it('repeats with the seed', async () => {
    const options = { temperature: 0.9, topP: 0.95, seed: 3, maximumNewTokens: 10 };
    const first = await idsOf(llama, prompts, options);
    expect(await idsOf(tinyLlama(1), prompts, options)).toEqual(first);
    expect(await idsOf(llama, prompts, { ...options, seed: 4 })).not.toEqual(first);
    const { seed: _, ...unseeded } = options;
    expect(await idsOf(llama, prompts, unseeded)).not.toEqual(await idsOf(llama, prompts, unseeded));
  });

  it('follows the probabilities', () => {
    const generator = new RandomGenerator(5);
    const logits = Float32Array.of(0.5, -Infinity, 2, 1, -1);
    const counts = new Float64Array(5);
    for (let draw = 0; draw < 20_000; draw++) {
      const id = drawToken(logits, generator);
      counts[id] = (counts[id] ?? 0) + 1;
    }
    for (const [id, score] of logProbabilities(logits).entries()) {
      expect(Math.abs((counts[id] ?? 0) / 20_000 - Math.exp(score))).toBeLessThan(0.012);
    }
  });

  it('never gives what is impossible, whatever the last crumb of rounding', () => {
    const logits = fc.array(fc.constantFrom(-Infinity, -80, 0, 1, 1e4), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(logits, fc.nat(), (row, seed) => {
        fc.pre(row.some((logit) => logit > -Infinity));
        expect(row[drawToken(Float32Array.from(row), new RandomGenerator(seed))]).toBeGreaterThan(-Infinity);
      }),
    );
  });

  it('at temperature 0, near 0, or of one token, is greedy', async () => {
    const greedy = await idsOf(llama, prompts, {});
    for (const options of [
      { temperature: 0, seed: 1 },
      { temperature: 1e-9 },
      { topK: 1 },
      { topP: 0 },
      { minP: 1 },
    ]) {
      expect(await idsOf(llama, prompts, options)).toEqual(greedy);
    }
    expect(likeliestToken(Float32Array.of(5, 5, 1))).toBe(0);
  });
});
