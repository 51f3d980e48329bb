import {
  type CausalLanguageModel,
  type GeneratedToken,
  generate,
  Llama,
  type LoadPretrainedOptions,
} from '@heed/transformer';
import type { Prepare } from '../../harness/side.ts';
import { openBackend } from '../backend.ts';
import { openExported, openPublished } from '../published.ts';
import { compared, promptIds } from './prompt.ts';

const published = 'smollm2/SmolLM2-135M-Instruct.Q4_1.gguf';

/** Files of other types, which peers read too. */
const exported: Readonly<Record<string, string>> = { q4_0: 'models/smollm2/q4_0.gguf' };

/** The matrices as float32, as 8 bits made of those, or as the file has them. */
const kept: Readonly<Record<string, LoadPretrainedOptions>> = {
  f32: {},
  q8: { quantize: 'q8_0' },
  q4: { dtype: 'stored' },
  q4_0: { dtype: 'stored' },
};

/** SmolLM2 on the current backend. */
export async function openModel(precision: string): Promise<CausalLanguageModel> {
  const options = { ...kept[precision], tokenizer: false };
  const file = exported[precision];
  const { model } = await (file === undefined
    ? openPublished(published, options)
    : openExported(file, options));
  if (model instanceof Llama) return model;
  throw new Error(`expected a Llama, found a ${model.constructor.name}`);
}

export const prepare: Prepare = async (setting) => {
  await openBackend(setting);
  const model = await openModel(String(setting['precision']));
  const prompt = promptIds(Number(setting['prompt']));
  const start = (maximumNewTokens: number): AsyncIterator<GeneratedToken> =>
    generate(model, [prompt], { maximumNewTokens });

  const answer = async (): Promise<number[]> => {
    const tokens = await Array.fromAsync({ [Symbol.asyncIterator]: () => start(compared) });
    return tokens.map(({ id }) => id);
  };
  if (setting['task'] === 'prefill') {
    return {
      run: async () => void (await Array.fromAsync({ [Symbol.asyncIterator]: () => start(1) })),
      answer,
    };
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
