import { tensor } from '@heed/core';
import { HfConfig } from '@heed/transformer';
import { expect, it } from 'vitest';
import { describePictureParity } from '../testing/picture-parity.ts';
import { readSegformerConfig, SegformerForSemanticSegmentation, segmentationMap } from './index.ts';

await describePictureParity('segformer', { model: SegformerForSemanticSegmentation });

it('segmentationMap: the likeliest class of every pixel, between patches too', () => {
  const logits = tensor([[[[4, 0]], [[0, 4]], [[1, 1]]]]);
  expect([...segmentationMap(logits, [2, 6]).dataSync()]).toEqual([0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1]);
});

it.each([
  [{ depths: [1, 1] }, 'depths must be 4 numbers above 0'],
  [{ num_attention_heads: [3, 2, 5, 8] }, 'num_attention_heads must be a divisor'],
  [{ reshape_last_stage: false }, 'reshape_last_stage must be true'],
])('%j is refused', (change, message) => {
  expect(() => readSegformerConfig(new HfConfig({ model_type: 'segformer', ...change }))).toThrow(message);
});
