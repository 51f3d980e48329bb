import { type ModelFamily, modelFamily } from '../model-family.ts';
import { readMBartConfig } from './config.ts';
import { MBart } from './model.ts';
import { mbartWeightNames } from './weights.ts';

/** mBART and mBART-50 as it is published. */
export const family: ModelFamily = modelFamily(
  readMBartConfig,
  {
    MBartForConditionalGeneration: (config) => new MBart(config),
    MBartModel: (config) => new MBart(config),
  },
  { weightNames: mbartWeightNames },
);
