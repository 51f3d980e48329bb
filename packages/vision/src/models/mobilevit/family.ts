import { type ModelFamily, modelFamily } from '@heed/transformer';
import { pictureWeightNames } from '../weights.ts';
import { readMobileViTConfig } from './config.ts';
import { MobileViTForImageClassification, MobileViTModel } from './model.ts';
import { MobileViTForSemanticSegmentation } from './segmentation.ts';

/** MobileViT as it is published. */
export const family: ModelFamily = modelFamily(
  readMobileViTConfig,
  {
    MobileViTModel: (config, names) => {
      const expandOutput = [...names].some((name) => /(^|\.)conv_1x1_exp\./.test(name));
      return new MobileViTModel(config, { expandOutput });
    },
    MobileViTForImageClassification: (config) => new MobileViTForImageClassification(config),
    MobileViTForSemanticSegmentation: (config) => new MobileViTForSemanticSegmentation(config),
  },
  {
    floatFields: ['mlp_ratio'],
    weightNames: (module) =>
      pictureWeightNames(module, {
        prefix: 'mobilevit',
        parts: ['classifier', 'segmentation_head', 'conv_1x1_exp'],
      }),
  },
);
