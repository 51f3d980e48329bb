import { type ModelFamily, modelFamily } from '../model-family.ts';
import { readM2M100Config } from './config.ts';
import { M2M100 } from './model.ts';
import { m2m100WeightNames } from './weights.ts';

/** M2M100, NLLB among it, as it is published. */
export const family: ModelFamily = modelFamily(
  readM2M100Config,
  { M2M100ForConditionalGeneration: (config) => new M2M100(config) },
  { weightNames: m2m100WeightNames },
);
