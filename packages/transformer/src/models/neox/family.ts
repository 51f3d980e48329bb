import { type ModelFamily, modelFamily } from '../model-family.ts';
import { readGptNeoXConfig } from './config.ts';
import { GptNeoX } from './model.ts';
import { gptNeoXWeightNames } from './weights.ts';

/** GPT-NeoX as it is published. */
export const family: ModelFamily = modelFamily(
  readGptNeoXConfig,
  { GPTNeoXForCausalLM: (config) => new GptNeoX(config) },
  { weightNames: gptNeoXWeightNames },
);
