import { SinusoidalPositions } from '@heed/attention';
import {
  add,
  Dropout,
  Embedding,
  linear,
  multiply,
  normalInitializer,
  RandomGenerator,
  ShapeError,
  type Tensor,
} from '@heed/core';
import { EncoderDecoderModel, statesAsked, type TargetOptions } from '../models/encoder-decoder-model.ts';
import { checkConfig, type EncoderDecoderConfig } from './config.ts';
import { type EncodedSource, TransformerDecoder } from './decoder.ts';
import { TransformerEncoder } from './encoder.ts';

/**
 * The encoder–decoder Transformer of Vaswani et al. 2017: one embedding for source, target and output
 * (§3.4: tied, scaled by √width on the way in), sinusoidal positions, a stack of encoder and one of decoder layers.
 *
 * Observers can ask for `logits`, [batch, target length, vocabulary], also of each step of a generation.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { baseConfig, EncoderDecoder } from '@heed/transformer';
 * const config = { ...baseConfig, vocabularySize: 11, width: 8, heads: 2, feedForwardWidth: 16 };
 * const model = new EncoderDecoder(config).initialize(new RandomGenerator(0));
 * const ids = tensor([[3, 4, 2]], { dtype: 'int32' });
 * console.log(model.forward(ids, ids).shape); // [1, 3, 11]
 * ```
 */
export class EncoderDecoder extends EncoderDecoderModel {
  readonly config: EncoderDecoderConfig;
  /** Training and generation give it lengths in place of masks. */
  override readonly takesLengths: boolean = true;
  readonly embedding: Embedding;
  readonly encoder: TransformerEncoder;
  readonly decoder: TransformerDecoder;
  readonly positions: SinusoidalPositions;
  readonly dropout: Dropout;

  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: EncoderDecoderConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super();
    checkConfig(config);
    this.config = config;
    this.embedding = new Embedding(config.vocabularySize, config.width, {
      paddingIndex: config.padId,
      initializer: normalInitializer(config.width ** -0.5),
    });
    this.encoder = new TransformerEncoder(config, generator);
    this.decoder = new TransformerDecoder(config, generator);
    this.positions = new SinusoidalPositions(config.width);
    this.dropout = new Dropout(config.dropout, generator);
  }

  protected override readSource(
    source: Tensor,
    mask: Tensor | undefined,
    lengths?: readonly number[],
  ): Tensor {
    return this.encoder.forward(this.#embed(source, 0), { mask, lengths });
  }

  protected override readTarget(target: Tensor, source: EncodedSource, options: TargetOptions): Tensor {
    const { cache, lengths } = options;
    const { memory, mask: memoryMask } = source;
    const embedded = this.#embed(target, cache?.length ?? 0);
    const states = this.decoder.forward(embedded, { memory, memoryMask, cache, lengths });
    return linear(statesAsked(states, options), this.embedding.weight);
  }

  #embed(ids: Tensor, offset: number): Tensor {
    const length = ids.shape[1] ?? 0;
    if (offset + length > this.config.maximumLength) {
      throw new ShapeError(
        `${offset + length} tokens, ${this.config.maximumLength} positions: shorten or truncate the text`,
      );
    }
    const scaled = multiply(this.embedding.forward(ids), Math.sqrt(this.config.width));
    return this.dropout.forward(add(scaled, this.positions.forward(length, { offset })));
  }
}
