import { type ModelFamily, modelFamily } from '../model-family.ts';
import { readBartConfig } from './config.ts';
import { Bart } from './model.ts';
import { bartWeightNames } from './weights.ts';

/** BART as it is published. */
export const family: ModelFamily = modelFamily(
  readBartConfig,
  {
    BartForConditionalGeneration: (config) => new Bart(config),
    BartModel: (config) => new Bart(config),
  },
  { weightNames: bartWeightNames },
);
