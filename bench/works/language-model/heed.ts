import { join } from 'node:path';
import { type CausalLanguageModel, type GeneratedToken, generate, Llama } from '@heed/transformer';
import { fromPretrained } from '@heed/transformer/node';
import { pretrained } from '../../harness/places.ts';
import type { Prepare } from '../../harness/side.ts';
import { openBackend } from '../backend.ts';
import { compared, promptIds } from './prompt.ts';

const published = join(pretrained, 'smollm2/SmolLM2-135M-Instruct.Q4_1.gguf');

async function open(precision: unknown): Promise<CausalLanguageModel | undefined> {
  if (precision !== 'f32') return undefined;
  const { model } = await fromPretrained(published, { tokenizer: false });
  if (model instanceof Llama) return model;
  throw new Error(`expected a Llama, found a ${model.constructor.name}`);
}

export const prepare: Prepare = async (setting) => {
  await openBackend(setting);
  const model = await open(setting['precision']);
  if (model === undefined) return undefined;
  const prompt = promptIds(Number(setting['prompt']));
  const start = (maximumNewTokens: number): AsyncIterator<GeneratedToken> =>
    generate(model, [prompt], { maximumNewTokens, minimumNewTokens: maximumNewTokens });

  const answer = async (): Promise<number[]> => {
    const tokens = await Array.fromAsync({ [Symbol.asyncIterator]: () => start(compared) });
    return tokens.map(({ id }) => id);
  };
  if (setting['task'] === 'prefill') {
    return { run: async () => void (await Array.fromAsync({ [Symbol.asyncIterator]: () => start(1) })), answer };
  }
  const count = Number(setting['answer']);
  let tokens = start(1);
  return {
    before: async () => {
      tokens = start(count + 1);
      await tokens.next();
    },
    run: async () => {
      while (!(await tokens.next()).done);
    },
    answer,
  };
};
