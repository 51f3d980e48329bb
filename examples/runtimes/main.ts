import { wasm } from '@heed/backend-wasm';
import { AdamW, collect, RandomGenerator, use } from '@heed/core';
import { baseConfig, EncoderDecoder, padRows } from '@heed/transformer';
import { sequenceToSequence, trainStep } from '@heed/transformer/training';

// A small Transformer learns to copy; then its attention is looked at.
const backend = await wasm();
use(backend);
const config = {
  ...baseConfig,
  vocabularySize: 11,
  width: 16,
  heads: 2,
  feedForwardWidth: 24,
  encoderLayers: 1,
  decoderLayers: 1,
  dropout: 0,
};
const generator = new RandomGenerator(2);
const model = new EncoderDecoder(config, generator).initialize(generator).train();
const optimizer = new AdamW(model, { rate: 0.01 });
const example = () => {
  const ids = [...Array.from({ length: 4 }, () => 3 + generator.nextInteger(8)), config.endId];
  return { source: ids, target: ids };
};
const losses = Array.from({ length: 40 }, () => {
  const batch = Array.from({ length: 16 }, example);
  return trainStep(sequenceToSequence(model), optimizer, [batch], { clipNorm: 1 }).loss;
});
model.eval();
const source = padRows([[5, 6, 7, 8, config.endId]], config.padId);
const target = padRows([[config.startId, 5, 6, 7, 8]], config.padId);
using maps = collect(model, ['decoder.**.crossAttention.weights'], () => model.forward(source, target));

console.log(`loss ${losses[0]?.toFixed(2)} → ${losses.at(-1)?.toFixed(2)}`);
console.log('map', maps.at('decoder.layers.0.crossAttention.weights').shape.join(' × '));
console.log(`${backend.report().threads} threads`);
