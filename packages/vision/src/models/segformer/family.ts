import { type ModelFamily, modelFamily } from '@heed/transformer';
import { pictureWeightNames } from '../weights.ts';
import { readSegformerConfig } from './config.ts';
import { SegformerForSemanticSegmentation } from './segmentation.ts';

/** SegFormer as it is published. */
export const family: ModelFamily = modelFamily(
  readSegformerConfig,
  { SegformerForSemanticSegmentation: (config) => new SegformerForSemanticSegmentation(config) },
  {
    weightNames: (module) => {
      const names = pictureWeightNames(module, { prefix: 'segformer', parts: [] });
      return {
        ...names,
        // Published files number the layers of a stage without a name between.
        rename: (name) => names.rename?.(name)?.replace(/\.block\.(\d+)\.(\d+)\./, '.block.$1.layers.$2.'),
      };
    },
    saved: { rename: (name) => name.replace(/\.block\.(\d+)\.layers\./, '.block.$1.') },
  },
);
