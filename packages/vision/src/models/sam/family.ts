import { type ModelFamily, type ModelFamilyNames, modelFamily } from '@heed/transformer';
import { pictureWeightNames } from '../weights.ts';
import { readSamConfig, readSamVisionConfig } from './config.ts';
import { SamModel } from './model.ts';
import { SamVisionModel } from './vision-model.ts';

// The tables of a layer are what its attention calls positions.
const ours = /\.attn\.positions\.rel_pos_([hw])$/;
const theirs = /\.attn\.rel_pos_([hw])$/;

const names: ModelFamilyNames = {
  floatFields: ['mlp_ratio'],
  weightNames: (module) => {
    const parts = ['shared_image_embedding', 'prompt_encoder', 'mask_decoder'];
    const all = pictureWeightNames(module, { prefix: 'sam', parts });
    return { ...all, rename: (name) => all.rename?.(name)?.replace(theirs, '.attn.positions.rel_pos_$1') };
  },
  saved: { rename: (name) => name.replace(ours, '.attn.rel_pos_$1') },
};

/** SAM as it is published. */
export const sam: ModelFamily = modelFamily(
  readSamConfig,
  {
    SamModel: (config) => new SamModel(config),
    SamVisionModel: ({ vision }) => new SamVisionModel(vision),
  },
  names,
);

/** Its encoder of pictures alone. */
export const samVision: ModelFamily = modelFamily(
  readSamVisionConfig,
  { SamVisionModel: (config) => new SamVisionModel(config) },
  names,
);
