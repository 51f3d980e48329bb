import { type ModelFamily, modelFamily } from '@heed/transformer';
import { pictureWeightNames } from '../weights.ts';
import { readSwinConfig } from './config.ts';
import { SwinForImageClassification, SwinModel } from './model.ts';

// The bias of a layer is what its attention calls positions.
const [ours, theirs] = ['.self.positions.relative_position_bias_table', '.self.relative_position_bias_table'];

/** Swin as it is published. */
export const family: ModelFamily = modelFamily(
  readSwinConfig,
  {
    SwinModel: (config) => new SwinModel(config),
    SwinForImageClassification: (config) => new SwinForImageClassification(config),
  },
  {
    weightNames: (module) => {
      const names = pictureWeightNames(module, { prefix: 'swin', parts: ['classifier'] });
      return { ...names, rename: (name) => names.rename?.(name)?.replace(theirs, ours) };
    },
    saved: { rename: (name) => name.replace(ours, theirs) },
  },
);
