import { wasm } from '@heed/backend-wasm';
import { collect, RandomGenerator, use } from '@heed/core';
import { baseConfig, EncoderDecoder, padRows } from '@heed/transformer';

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
};
const model = new EncoderDecoder(config).initialize(new RandomGenerator(1));
const source = padRows([[5, 6, 7, 8, config.endId]], config.padId);
const target = padRows([[config.startId, 5, 6, 7, 8]], config.padId);
using maps = collect(model, ['decoder.**.crossAttention.weights'], () => model.forward(source, target));
const weights = maps.at('decoder.layers.0.crossAttention.weights');

const place = document.querySelector('#map');
if (place) {
  const numbers = Array.from(await weights.data(), (weight) => weight.toFixed(2));
  const width = weights.shape.at(-1) ?? 1;
  const rows = Array.from({ length: numbers.length / width }, (_, row) =>
    numbers.slice(row * width, (row + 1) * width).join('  '),
  );
  place.textContent = `${rows.join('\n')}\n${backend.report().threads} threads`;
}
