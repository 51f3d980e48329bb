import { type Backend, cpu, type Module, RandomGenerator, use } from '@heed/core';
import { afterEach, expect, it } from 'vitest';
import { baseConfig, EncoderDecoder } from '../encoder-decoder/index.ts';
import { HfConfig } from '../models/hf-config.ts';
import { readT5Config, T5 } from '../models/t5/index.ts';
import { generateBeams } from './beams/generate-beams.ts';
import { generateAll } from './generate.ts';
import { generateSequences } from './generate-sequences.ts';
import { tinyLlama } from './testing/tiny-models.ts';

const sizes = { width: 12, heads: 3, feedForwardWidth: 20, encoderLayers: 1, decoderLayers: 2 };
const t5 = { model_type: 't5', vocab_size: 23, d_model: 12, d_kv: 5, d_ff: 17, num_layers: 2, num_heads: 3 };
const prompts = [
  [3, 4, 5, 2],
  [9, 2],
  [7, 6, 8],
];
const options = { maximumNewTokens: 6 };

const searches: Readonly<Record<string, () => readonly [model: Module, run: () => Promise<unknown>]>> = {
  'generateSequences, plain': () => {
    const model = new EncoderDecoder({ ...baseConfig, ...sizes, vocabularySize: 17 });
    return [model, () => generateSequences(model, prompts, { ...options, beams: 3 })];
  },
  'generateSequences, without a cache': () => {
    const model = new EncoderDecoder({ ...baseConfig, ...sizes, vocabularySize: 17 });
    return [model, () => generateSequences(model, prompts, { ...options, cached: false })];
  },
  'generateAll of an encoder–decoder': () => {
    const model = new T5(readT5Config(new HfConfig({ ...t5, decoder_start_token_id: 0 })));
    return [model, () => generateAll(model, prompts, options)];
  },
  'generateBeams of an encoder–decoder': () => {
    const model = new T5(readT5Config(new HfConfig({ ...t5, decoder_start_token_id: 0 })));
    return [model, () => generateBeams(model, prompts, { ...options, beams: 3 })];
  },
  'generateAll of a decoder': () => {
    const model = tinyLlama(1);
    return [model, () => generateAll(model, prompts, options)];
  },
  'generateBeams of a decoder': () => {
    const model = tinyLlama(1);
    return [model, () => generateBeams(model, prompts, { ...options, beams: 3 })];
  },
};

afterEach(() => use(cpu));

it.each(Object.entries(searches))(
  '%s runs where the model is, whatever backend is current',
  async (_, make) => {
    const other: Backend = { ...cpu, name: 'other' };
    use(other);
    const [model, run] = make();
    model.initialize(new RandomGenerator(1));
    const there = await run();
    use(cpu);
    expect(await run()).toEqual(there);
  },
);
