import { type ModelFamily, modelFamily } from '@heed/transformer';
import { pictureWeightNames } from '../weights.ts';
import { readResNetConfig } from './config.ts';
import { ResNetForImageClassification, ResNetModel } from './model.ts';

/** ResNet as it is published; its head is the second of a row of layers there. */
export const family: ModelFamily = modelFamily(
  readResNetConfig,
  {
    ResNetModel: (config) => new ResNetModel(config),
    ResNetForImageClassification: (config) => new ResNetForImageClassification(config),
  },
  {
    weightNames: (module) => {
      const names = pictureWeightNames(module, { prefix: 'resnet', parts: ['classifier'] });
      return { ...names, rename: (name) => names.rename?.(name)?.replace(/^classifier\.1\./, 'classifier.') };
    },
    saved: { rename: (name) => name.replace(/^classifier\./, 'classifier.1.') },
  },
);
