import { type ModelFamily, modelFamily } from '../model-family.ts';
import { readPhi3Config } from './config.ts';
import { Phi3 } from './model.ts';

/** Phi-3 as it is published. */
export const family: ModelFamily = modelFamily(readPhi3Config, {
  Phi3ForCausalLM: (config) => new Phi3(config),
});
