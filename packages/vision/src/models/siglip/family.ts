import { type ModelFamily, modelFamily } from '@heed/transformer';
import { readSiglipConfig, readSiglipVisionConfig } from './config.ts';
import { SiglipModel, SiglipVisionModel } from './model.ts';

const weightNames = {
  rename: (name: string): string | undefined => (name.endsWith('position_ids') ? undefined : name),
};

/** SigLIP as it is published. */
export const siglip: ModelFamily = modelFamily(
  readSiglipConfig,
  { SiglipModel: (config) => new SiglipModel(config) },
  { weightNames },
);

/** Its tower of pictures, published by itself. */
export const siglipVision: ModelFamily = modelFamily(
  readSiglipVisionConfig,
  { SiglipVisionModel: (config) => new SiglipVisionModel(config) },
  {
    // Today's files leave out the first part that older ones have.
    weightNames: { ...weightNames, prefix: 'vision_model' },
    saved: { rename: (name) => name.replace(/^vision_model\./, '') },
  },
);
