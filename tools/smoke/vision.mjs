import assert from 'node:assert/strict';
import { RandomGenerator } from '@heed/core';
import { HfConfig } from '@heed/transformer';
import {
  classAttention,
  decodePicture,
  encodePng,
  lookAt,
  readViTConfig,
  resizePicture,
  toPixels,
  ViTForImageClassification,
} from '@heed/vision';
import { readPicture } from '@heed/vision/node';

// From the bytes of a file to what the class token looked at, without sharp.
const data = Uint8Array.from({ length: 35 }, (_, at) => 7 * at);
const file = encodePng({ width: 5, height: 7, color: 'grey', layout: 'channels-last', range: 255, data });
assert.deepEqual([...decodePicture(file).data], [...data]);
const picture = resizePicture(await readPicture(file), { height: 8, width: 8, filter: 'bicubic' });
const config = new HfConfig({
  image_size: 8,
  patch_size: 4,
  num_channels: 1,
  hidden_size: 8,
  intermediate_size: 16,
  num_hidden_layers: 1,
  num_attention_heads: 2,
});
const model = new ViTForImageClassification(readViTConfig(config)).initialize(new RandomGenerator(0));
const pixels = toPixels([picture]);
const seen = lookAt(model, pixels, () => model.forward(pixels));
assert.deepEqual(seen.output.shape, [1, 2]);
assert.deepEqual(classAttention(seen).shape, [1, 2, 2, 2]);
console.log('ok');
