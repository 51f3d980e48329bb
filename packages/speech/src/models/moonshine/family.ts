import { type ModelFamily, modelFamily } from '@heed/transformer';
import { readMoonshineConfig } from './config.ts';
import { Moonshine } from './model.ts';

/** Moonshine as it is published, with the first part `model.` of names or without it. */
export const family: ModelFamily = modelFamily(
  readMoonshineConfig,
  {
    MoonshineForConditionalGeneration: (config) => new Moonshine(config),
    MoonshineModel: (config) => new Moonshine(config),
  },
  { weightNames: { prefix: 'model' } },
);
