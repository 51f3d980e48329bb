import { RandomGenerator } from '@heed/core';
import { expect, it } from 'vitest';
import { lookAt } from '../../index.ts';
import { loadGolden, readGoldenModel } from '../testing/golden-models.ts';
import { describePictureParity } from '../testing/picture-parity.ts';
import { SwinForImageClassification, SwinModel } from './index.ts';

await describePictureParity('swin', {
  model: SwinForImageClassification,
  embeddings: 'swin.embeddings',
  layer: (index) => `swin.encoder.layers.${index}`,
});
await describePictureParity('swin-padded', {
  model: SwinModel,
  embeddings: 'embeddings',
  layer: (index) => `encoder.layers.${index}`,
  outputs: (model, states) => ({ last_hidden_state: states, pooler_output: model.embed(states) }),
});

it('maps smaller than a window, and a look at what no token sees as a whole, are refused', async () => {
  const model = await loadGolden(await readGoldenModel('swin'), SwinForImageClassification);
  const generator = new RandomGenerator(0);
  expect(() => model.forward(generator.normal([1, 3, 8, 8]))).toThrow(
    'a map of 2 × 2 is smaller than a window of 3',
  );
  const pixels = generator.normal([1, 3, 24, 24]);
  expect(() => lookAt(model, pixels, () => model.forward(pixels))).toThrow('should attend to each other');
});
