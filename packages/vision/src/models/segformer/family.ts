import { type ModelFamily, modelFamily } from '@heed/transformer';
import { pictureWeightNames } from '../weights.ts';
import { SegformerForImageClassification } from './classification.ts';
import { readSegformerConfig } from './config.ts';
import { SegformerModel } from './model.ts';
import { SegformerForSemanticSegmentation } from './segmentation.ts';

/** SegFormer as it is published. */
export const family: ModelFamily = modelFamily(
  readSegformerConfig,
  {
    SegformerModel: (config) => new SegformerModel(config),
    SegformerForImageClassification: (config) => new SegformerForImageClassification(config),
    SegformerForSemanticSegmentation: (config) => new SegformerForSemanticSegmentation(config),
  },
  {
    weightNames: (module) => {
      const names = pictureWeightNames(module, {
        prefix: 'segformer',
        parts: ['classifier', 'decode_head'],
      });
      return {
        ...names,
        // Published files number the layers of a stage without a name between.
        rename: (name) => names.rename?.(name)?.replace(/\.block\.(\d+)\.(\d+)\./, '.block.$1.layers.$2.'),
      };
    },
    saved: { rename: (name) => name.replace(/\.block\.(\d+)\.layers\./, '.block.$1.') },
  },
);
