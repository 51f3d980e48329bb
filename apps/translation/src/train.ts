import { join } from 'node:path';
import { RandomGenerator } from '@heed/core';
import { baseConfig, EncoderDecoder, type EncoderDecoderConfig, Tokenizer } from '@heed/transformer';
import { readJson } from './json-file.ts';
import { type TrainingRunOptions, trainModel } from './training-run.ts';

/** Options of {@link train}; sizes count only when a run begins, a resumed run keeps its own. */
export interface TrainOptions extends TrainingRunOptions {
  readonly model: Pick<
    EncoderDecoderConfig,
    'width' | 'heads' | 'feedForwardWidth' | 'encoderLayers' | 'decoderLayers' | 'dropout' | 'normFirst'
  >;
}

/** Trains a Transformer on what `prepare` wrote; see {@link trainModel}. */
export async function train(options: TrainOptions): Promise<void> {
  const { data, seed } = options;
  const tokenizer = new Tokenizer(await readJson(join(data, 'tokenizer.json')));
  const config = {
    ...baseConfig,
    ...options.model,
    vocabularySize: tokenizer.vocabularySize,
    maximumLength: 512,
  };
  const generator = new RandomGenerator(seed);
  const model = new EncoderDecoder(config, generator).initialize(new RandomGenerator(seed + 1));
  try {
    await trainModel({ model, tokenizer, generator }, options);
  } finally {
    model.dispose();
  }
}
