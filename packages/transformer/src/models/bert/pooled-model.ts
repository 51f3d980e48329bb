import { checkOptions, Linear, Module, OptionError, RandomGenerator, type Tensor, tanh } from '@heed/core';
import { type EncoderModel, type EncoderOptions, encoderOptionNames } from '../encoder-model.ts';
import { firstToken } from '../heads/first-token.ts';
import { withoutPadding } from '../packing/without-padding.ts';
import type { BertConfig } from './config.ts';
import { BertEmbeddings } from './embeddings.ts';

/** What pretraining on pairs of sentences left for classifiers: `tanh(dense(state of the first token))`. */
export class BertPooler extends Module {
  readonly dense: Linear;

  constructor(config: Pick<BertConfig, 'width'>) {
    super(config);
    const { width } = config;
    this.dense = new Linear(width, width);
  }

  /** [batch, length, width] → [batch, width] */
  override forward(states: Tensor): Tensor {
    return tanh(this.dense.forward(firstToken(states)));
  }
}

/** Options of encoders that may have a pooler. */
export interface PooledModelOptions {
  /** Have a pooler; true by default, as in published files without a head. */
  readonly pooler?: boolean;
  /** Source of all dropout; its state makes a training run repeatable. */
  readonly generator?: RandomGenerator;
}

/** A stack of layers: states [batch, length, width] → the same shape. */
export interface EncoderStack extends Module {
  forward(states: Tensor, options: Pick<EncoderOptions, 'mask'>): Tensor;
}

/** BERT's embeddings, a stack of layers, and perhaps a pooler: what BERT, RoBERTa and MPNet share. */
export abstract class PooledModel<Stack extends EncoderStack> extends Module implements EncoderModel {
  readonly kind = 'encoder';
  /** Objectives give it `lengths` in place of a mask. */
  readonly takesLengths = true;
  readonly config: BertConfig;
  readonly embeddings: BertEmbeddings;
  readonly encoder: Stack;
  readonly pooler: BertPooler | undefined;

  constructor(
    config: BertConfig,
    options: PooledModelOptions,
    createEncoder: (config: BertConfig, generator: RandomGenerator) => Stack,
  ) {
    super(config);
    checkOptions(this.constructor.name, options, ['pooler', 'generator']);
    const { pooler = true, generator = new RandomGenerator(0) } = options;
    this.config = config;
    this.embeddings = new BertEmbeddings(config, generator);
    this.encoder = createEncoder(config, generator);
    this.pooler = pooler ? new BertPooler(config) : undefined;
  }

  /**
   * States of a text, [batch, length, width].
   *
   * @param ids int32 [batch, length]
   * @throws {IndexError} for an id outside the vocabulary, and for more tokens than there are positions.
   * @throws {OptionError} for token types where the model has none.
   */
  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    checkOptions(`${this.constructor.name}.forward`, options, encoderOptionNames);
    const embedded = this.embeddings.forward(ids, options);
    return withoutPadding(this, embedded, options, (states, given) => this.encoder.forward(states, given));
  }

  /**
   * A vector for each text, as published classifiers want it: [batch, length, width] → [batch, width].
   *
   * @throws {OptionError} for a model without a pooler.
   */
  pool(states: Tensor): Tensor {
    if (this.pooler !== undefined) return this.pooler.forward(states);
    throw new OptionError(`${this.constructor.name} was made without a pooler`);
  }
}
