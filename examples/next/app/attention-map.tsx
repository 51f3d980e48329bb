'use client';

import { useEffect, useState } from 'react';

/** Loads Heed in the browser, when the page is there, and shows an attention map. */
export function AttentionMap() {
  const [text, setText] = useState('…');
  useEffect(() => {
    compute().then(setText, (error) => setText(String(error)));
  }, []);
  return <pre id="map">{text}</pre>;
}

async function compute(): Promise<string> {
  const { wasm } = await import('@heed/backend-wasm');
  const { collect, RandomGenerator, use } = await import('@heed/core');
  const { baseConfig, EncoderDecoder, padRows } = await import('@heed/transformer');
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
  const maps = collect(model, ['decoder.**.crossAttention.weights'], () => model.forward(source, target));
  try {
    const weights = maps.at('decoder.layers.0.crossAttention.weights');
    const numbers = Array.from(await weights.data(), (weight) => weight.toFixed(2));
    const width = weights.shape.at(-1) ?? 1;
    const rows = Array.from({ length: numbers.length / width }, (_, row) =>
      numbers.slice(row * width, (row + 1) * width).join('  '),
    );
    return `${rows.join('\n')}\n${backend.report().threads} threads`;
  } finally {
    maps.dispose();
  }
}
