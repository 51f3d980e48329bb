import { type ModelFamily, modelFamily } from '../model-family.ts';
import { readPegasusConfig } from './config.ts';
import { Pegasus } from './model.ts';
import { pegasusWeightNames } from './weights.ts';

/** Pegasus as it is published. */
export const family: ModelFamily = modelFamily(
  readPegasusConfig,
  {
    PegasusForConditionalGeneration: (config) => new Pegasus(config),
    PegasusModel: (config) => new Pegasus(config),
  },
  { weightNames: pegasusWeightNames },
);
