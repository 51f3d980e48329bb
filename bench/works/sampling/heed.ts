import { type GeneratedToken, type GenerateOptions, generate } from '@heed/transformer';
import type { Prepare } from '../../harness/side.ts';
import { openBackend } from '../backend.ts';
import { openModel } from '../language-model/heed.ts';
import { promptIds } from '../language-model/prompt.ts';

/** How tokens are chosen, by the setting's name. */
const choices: Readonly<Record<string, GenerateOptions>> = {
  likeliest: {},
  topK: { temperature: 0.8, seed: 1 },
  topP: { topK: 0, topP: 0.9, temperature: 0.8, seed: 1 },
  minP: { topK: 0, minP: 0.05, seed: 1 },
  penalty: { repetitionPenalty: 1.1, temperature: 0.8, seed: 1 },
  all: { topK: 0, seed: 1 },
};

export const prepare: Prepare = async (setting) => {
  await openBackend(setting);
  const model = await openModel('q4');
  const count = Number(setting['tokens']);
  const options = choices[String(setting['choice'])] ?? {};
  const start = (): AsyncIterator<GeneratedToken> =>
    generate(model, [promptIds(32)], { maximumNewTokens: count + 1, ...options });
  let tokens = start();
  return {
    before: async () => {
      tokens = start();
      await tokens.next();
    },
    run: async () => {
      while (!(await tokens.next()).done);
    },
    answer: async () => (await Array.fromAsync({ [Symbol.asyncIterator]: start })).map(({ id }) => id),
  };
};
