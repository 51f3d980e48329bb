import { type ModelFamily, modelFamily } from '@heed/transformer';
import { pictureWeightNames } from '../weights.ts';
import { readYolosConfig } from './config.ts';
import { YolosForObjectDetection, YolosModel } from './model.ts';

const [ours, theirs] = ['encoder.mid_position_embeddings', 'encoder.interpolation.mid_position_embeddings'];

/** YOLOS as it is published. */
export const family: ModelFamily = modelFamily(
  readYolosConfig,
  {
    YolosModel: (config) => new YolosModel(config),
    YolosForObjectDetection: (config) => new YolosForObjectDetection(config),
  },
  {
    weightNames: (module) => {
      const names = pictureWeightNames(module, {
        prefix: 'vit',
        parts: ['pooler', 'class_labels_classifier', 'bbox_predictor'],
      });
      return { ...names, rename: (name) => names.rename?.(name)?.replace(theirs, ours) };
    },
    saved: { rename: (name) => name.replace(ours, theirs) },
  },
);
