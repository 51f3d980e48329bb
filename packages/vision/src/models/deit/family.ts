import { type ModelFamily, modelFamily } from '@heed/transformer';
import { readViTConfig } from '../vit/config.ts';
import { ViTModel } from '../vit/model.ts';
import { hasPooler, pictureWeightNames } from '../weights.ts';
import { DeiTForImageClassification, DeiTForImageClassificationWithTeacher } from './model.ts';

/** DeiT as it is published: its encoder is ViT's with a distillation token. */
export const family: ModelFamily = modelFamily(
  readViTConfig,
  {
    DeiTModel: (config, names) => new ViTModel(config, { pooler: hasPooler(names), distilled: true }),
    DeiTForImageClassification: (config) => new DeiTForImageClassification(config),
    DeiTForImageClassificationWithTeacher: (config) => new DeiTForImageClassificationWithTeacher(config),
  },
  {
    weightNames: (module) =>
      pictureWeightNames(module, {
        prefix: 'deit',
        parts: ['pooler', 'classifier', 'cls_classifier', 'distillation_classifier'],
      }),
  },
);
