import { type ModelFamily, modelFamily } from '@heed/transformer';
import { pictureWeightNames } from '../weights.ts';
import { readBeitConfig } from './config.ts';
import { BeitForImageClassification, BeitModel } from './model.ts';

// The bias of a layer is what its attention calls positions.
const [ours, theirs] = ['.attention.attention.positions.', '.attention.attention.relative_position_bias.'];

/** BEiT as it is published. The token that hides patches in pretraining is left out. */
export const family: ModelFamily = modelFamily(
  readBeitConfig,
  {
    BeitModel: (config) => new BeitModel(config),
    BeitForImageClassification: (config) => new BeitForImageClassification(config),
  },
  {
    weightNames: (module) => {
      const names = pictureWeightNames(module, {
        prefix: 'beit',
        parts: ['embeddings.mask_token', 'pooler', 'classifier', 'layernorm', 'lm_head'],
      });
      return { ...names, rename: (name) => names.rename?.(name)?.replace(theirs, ours) };
    },
    saved: { rename: (name) => name.replace(ours, theirs) },
  },
);
