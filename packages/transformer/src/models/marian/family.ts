import { type ModelFamily, modelFamily } from '../model-family.ts';
import { readMarianConfig } from './config.ts';
import { Marian } from './model.ts';
import { marianWeightNames } from './weights.ts';

/** Marian as it is published. */
export const family: ModelFamily = modelFamily(
  readMarianConfig,
  { MarianMTModel: (config) => new Marian(config) },
  { weightNames: marianWeightNames },
);
