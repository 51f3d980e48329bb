import { Embedding, Module, RandomGenerator, type Tensor } from '@heed/core';
import type { WeightNames } from '../encoder-decoder-model.ts';
import type { EncoderConfig, EncoderModel, EncoderOptions } from '../encoder-model.ts';
import { checkHfConfig, type HfConfig } from '../hf-config.ts';
import { readT5Config, type T5Config } from './config.ts';
import { T5Stack } from './stack.ts';

/** What the encoder of a T5 is made of. */
export interface T5EncoderConfig extends T5Config, EncoderConfig {
  readonly maximumLength: number;
}

/**
 * Reads a published config of a T5 for its encoder alone.
 *
 * @param names Names in the weight file.
 * @throws {FormatError} for a field that is missing or not as it must be.
 */
export function readT5EncoderConfig(hf: HfConfig, names?: WeightNames): T5EncoderConfig {
  checkHfConfig('readT5EncoderConfig', hf);
  const config = readT5Config(hf, names);
  return {
    ...config,
    layers: config.encoderLayers,
    maximumLength: Number.POSITIVE_INFINITY,
    padId: config.padId,
    tokenTypes: 0,
    labels: [],
  };
}

/**
 * The encoder of a T5 alone (sentence-T5, the text encoders of pictures' generators): int32 [batch, length] → states
 * [batch, length, width]. Texts of any length.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, readT5EncoderConfig, T5Encoder } from '@heed/transformer';
 * const config = readT5EncoderConfig(
 *   new HfConfig({ vocab_size: 11, d_model: 8, d_kv: 3, d_ff: 16, num_layers: 2, num_heads: 2 }),
 * );
 * const model = new T5Encoder(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 4, 1]], { dtype: 'int32' })).shape); // [1, 3, 8]
 * ```
 */
export class T5Encoder extends Module implements EncoderModel {
  readonly kind = 'encoder';
  /** Objectives give it `lengths` in place of a mask. */
  readonly takesLengths = true;
  readonly config: T5EncoderConfig;
  readonly shared: Embedding;
  readonly encoder: T5Stack;

  /** @param generator Source of all dropout. */
  constructor(config: T5EncoderConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.shared = new Embedding(config.vocabularySize, config.width);
    this.encoder = new T5Stack(config, 'encoder', this.shared, generator);
  }

  override forward(ids: Tensor, { mask, lengths }: EncoderOptions = {}): Tensor {
    return this.encoder.forward(ids, { mask, lengths });
  }
}
