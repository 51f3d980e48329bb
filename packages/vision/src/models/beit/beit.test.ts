import { RandomGenerator } from '@heed/core';
import { expect, it } from 'vitest';
import { loadGolden, readGoldenModel } from '../testing/golden-models.ts';
import { describePictureParity } from '../testing/picture-parity.ts';
import { BeitForImageClassification, BeitModel } from './index.ts';

await describePictureParity('beit', {
  model: BeitForImageClassification,
  embeddings: 'beit.embeddings',
  layer: (index) => `beit.encoder.layer.${index}`,
});
await describePictureParity('beit-shared', {
  model: BeitModel,
  embeddings: 'embeddings',
  layer: (index) => `encoder.layer.${index}`,
  outputs: (model, states) => ({ last_hidden_state: states, pooler_output: model.embed(states) }),
});

it('a picture of another size is refused: the bias knows the ways of one grid', async () => {
  const model = await loadGolden(await readGoldenModel('beit'), BeitForImageClassification);
  const pixels = new RandomGenerator(0).normal([1, 3, 24, 32]);
  expect(() => model.forward(pixels)).toThrow('the relative bias is for pictures of 24 × 24');
});
