import { join } from 'node:path';
import { tidy } from '@heed/core';
import { fromPretrained } from '@heed/transformer/node';
import { ViTForImageClassification, visionFamilies } from '@heed/vision';
import { cache } from '../../harness/places.ts';
import type { Prepare } from '../../harness/side.ts';
import { openBackend, opSide, toTensor } from '../backend.ts';

export const prepare: Prepare = async (setting, inputs) => {
  await openBackend(setting);
  const { model } = await fromPretrained(join(cache, 'models', String(setting['model'])), {
    families: visionFamilies,
    tokenizer: false,
    ...(setting['precision'] === 'q8' && { quantize: 'q8_0' }),
  });
  if (!(model instanceof ViTForImageClassification)) {
    throw new Error(`expected a ViT, found a ${model.constructor.name}`);
  }
  const pixels = toTensor(inputs['pixels']);
  return opSide(() => tidy(() => model.forward(pixels)));
};
