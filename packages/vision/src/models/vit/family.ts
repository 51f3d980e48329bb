import { type ModelFamily, modelFamily } from '@heed/transformer';
import { hasPooler, pictureWeightNames } from '../weights.ts';
import { readViTConfig } from './config.ts';
import { ViTForImageClassification } from './heads.ts';
import { ViTModel } from './model.ts';

/** ViT as it is published, without a head and with one. */
export const family: ModelFamily = modelFamily(
  readViTConfig,
  {
    ViTModel: (config, names) => new ViTModel(config, { pooler: hasPooler(names) }),
    ViTForImageClassification: (config) => new ViTForImageClassification(config),
  },
  { weightNames: (module) => pictureWeightNames(module, { prefix: 'vit', parts: ['pooler', 'classifier'] }) },
);
