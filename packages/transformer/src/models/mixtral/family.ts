import { type ModelFamily, modelFamily } from '../model-family.ts';
import { readMixtralConfig } from './config.ts';
import { Mixtral } from './model.ts';

/** Mixtral as it is published. */
export const family: ModelFamily = modelFamily(readMixtralConfig, {
  MixtralForCausalLM: (config) => new Mixtral(config),
});
