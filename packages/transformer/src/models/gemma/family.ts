import { type ModelFamily, modelFamily } from '../model-family.ts';
import { readGemmaConfig } from './config.ts';
import { Gemma } from './model.ts';
import { gemmaWeightNames } from './weights.ts';

/** Gemma 2 and Gemma 3 as they are published. */
export const family: ModelFamily = modelFamily(
  readGemmaConfig,
  {
    Gemma2ForCausalLM: (config) => new Gemma(config),
    Gemma3ForCausalLM: (config) => new Gemma(config),
    // Of a Gemma that sees, the part that reads and writes.
    Gemma3ForConditionalGeneration: (config) => new Gemma(config),
  },
  { weightNames: gemmaWeightNames },
);
