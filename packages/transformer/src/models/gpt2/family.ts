import { type ModelFamily, modelFamily } from '../model-family.ts';
import { readGpt2Config } from './config.ts';
import { Gpt2 } from './model.ts';
import { gpt2WeightNames } from './weights.ts';

/** GPT-2 as it is published. */
export const family: ModelFamily = modelFamily(
  readGpt2Config,
  { GPT2LMHeadModel: (config) => new Gpt2(config) },
  { weightNames: gpt2WeightNames },
);
