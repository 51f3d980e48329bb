import { type ModelFamily, modelFamily } from '@heed/transformer';
import { pictureWeightNames } from '../weights.ts';
import { readYolosConfig } from './config.ts';
import { YolosForObjectDetection, YolosModel } from './model.ts';

/** YOLOS as it is published. */
export const family: ModelFamily = modelFamily(
  readYolosConfig,
  {
    YolosModel: (config) => new YolosModel(config),
    YolosForObjectDetection: (config) => new YolosForObjectDetection(config),
  },
  {
    weightNames: (module) =>
      pictureWeightNames(module, {
        prefix: 'vit',
        parts: ['pooler', 'class_labels_classifier', 'bbox_predictor'],
      }),
  },
);
