import { checkKind, checkOptions, Module, ShapeError, showShape, type Tensor } from '@heed/core';
import type { EncoderConfig, EncoderModel, EncoderOptions } from '../models/encoder-model.ts';
import { paddingOf } from '../models/packing/without-padding.ts';
import { normalizeVectors } from './normalize-vectors.ts';
import { meanPooling, type Pooling } from './pooling.ts';

/** Options of {@link SentenceEncoder}. */
export interface SentenceEncoderOptions {
  /** From states to one vector; {@link meanPooling} by default. */
  readonly pooling?: Pooling;
  /** Give vectors the length 1; false by default. */
  readonly normalize?: boolean;
}

/**
 * One vector for each text (Reimers and Gurevych 2019): an encoder, a pooling of its states and, if so asked, length 1:
 * int32 [batch, length] → [batch, width]. Texts of like meaning have like vectors once it is trained.
 *
 * With `lengths`, or a mask for padding, a text has the same vector alone and in any batch.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { BertModel, HfConfig, readBertConfig, SentenceEncoder } from '@heed/transformer';
 * const config = readBertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 2, num_attention_heads: 2,
 *   }),
 * );
 * const encoder = new BertModel(config, { pooler: false }).initialize(new RandomGenerator(0));
 * const model = new SentenceEncoder(encoder, { normalize: true });
 * const ids = tensor([[3, 1, 4], [1, 5, 0]], { dtype: 'int32' });
 * console.log(model.forward(ids, { lengths: [3, 2] }).shape); // [2, 8]
 * ```
 */
export class SentenceEncoder extends Module {
  readonly encoder: EncoderModel;
  readonly pooling: Pooling;
  readonly normalize: boolean;

  constructor(encoder: EncoderModel, options: SentenceEncoderOptions = {}) {
    super();
    checkOptions('SentenceEncoder', options, ['pooling', 'normalize']);
    checkKind('SentenceEncoder: encoder', encoder, 'a module');
    this.encoder = encoder;
    this.pooling = options.pooling ?? meanPooling;
    checkKind('SentenceEncoder: pooling', this.pooling, 'a function');
    this.normalize = options.normalize ?? false;
  }

  /** What the encoder tells of itself. */
  get config(): EncoderConfig {
    return this.encoder.config;
  }

  /** Objectives give it `lengths` in place of a mask, if its encoder takes them. */
  get takesLengths(): boolean {
    return this.encoder.takesLengths === true;
  }

  /** @throws {ShapeError} for an encoder that gives something else than states, such as logits. */
  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    const states = this.encoder.forward(ids, options);
    const { width } = this.encoder.config;
    if (states.rank !== 3 || states.shape[2] !== width) {
      throw new ShapeError(
        `SentenceEncoder: needs states [batch, length, ${width}], the encoder gave ${showShape(states.shape)}`,
      );
    }
    const vectors = this.pooling(states, paddingOf(states, options));
    return this.normalize ? normalizeVectors(vectors) : vectors;
  }
}
