import { checkOptions, Linear, Module, RandomGenerator, type Tensor, tanh } from '@heed/core';
import { type EncoderModel, type EncoderOptions, encoderOptionNames } from '../encoder-model.ts';
import { firstToken } from '../heads/first-token.ts';
import type { BertConfig } from './config.ts';
import { BertEmbeddings } from './embeddings.ts';
import { BertEncoder } from './encoder.ts';

/** What BERT's second task of pretraining left for classifiers: `tanh(dense(state of the first token))`. */
export class BertPooler extends Module {
  readonly dense: Linear;

  constructor({ width }: Pick<BertConfig, 'width'>) {
    super();
    this.dense = new Linear(width, width);
  }

  /** [batch, length, width] → [batch, width] */
  override forward(states: Tensor): Tensor {
    return tanh(this.dense.forward(firstToken(states)));
  }
}

/** Options of the encoders that may have a pooler. */
export interface BertModelOptions {
  /** Have a pooler; true by default, as in published files without a head. */
  readonly pooler?: boolean;
  /** Source of all dropout; its state makes a training run repeatable. */
  readonly generator?: RandomGenerator;
}

/**
 * BERT (Devlin et al. 2019; MiniLM, Wang et al. 2020): states of a text that were read in both directions,
 * int32 [batch, length] → [batch, length, width]. Its fields are the names of published weights; files differ a little
 * in them, see {@link bertWeightNames}.
 *
 * Observers can ask for the embedded text (`embeddings`), the output of any layer (`encoder.layer.3`) and its attention
 * (`….attention.self.weights`).
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { BertModel, HfConfig, readBertConfig } from '@heed/transformer';
 * const config = readBertConfig(
 *   new HfConfig({
 *     model_type: 'bert', vocab_size: 11, hidden_size: 8, intermediate_size: 16,
 *     num_hidden_layers: 2, num_attention_heads: 2,
 *   }),
 * );
 * const model = new BertModel(config).initialize(new RandomGenerator(0));
 * const states = model.forward(tensor([[3, 1, 4]], { dtype: 'int32' }));
 * console.log(states.shape, model.pool(states).shape); // [1, 3, 8] [1, 8]
 * ```
 */
export class BertModel extends Module implements EncoderModel {
  readonly config: BertConfig;
  readonly embeddings: BertEmbeddings;
  readonly encoder: BertEncoder;
  readonly pooler: BertPooler | undefined;

  constructor(config: BertConfig, options: BertModelOptions = {}) {
    super();
    const name = this.constructor.name;
    checkOptions(name, options, ['pooler', 'generator']);
    const { pooler = true, generator = new RandomGenerator(0) } = options;
    this.config = config;
    this.embeddings = new BertEmbeddings(config, generator);
    this.encoder = new BertEncoder(config, generator);
    this.pooler = pooler ? new BertPooler(config) : undefined;
  }

  /**
   * @throws {IndexError} for an id outside the vocabulary, and for more tokens than there are positions.
   */
  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    checkOptions(`${this.constructor.name}.forward`, options, encoderOptionNames);
    return this.encoder.forward(this.embeddings.forward(ids, options), options);
  }

  /**
   * A vector for each text, as published classifiers want it: [batch, length, width] → [batch, width].
   *
   * @throws {OptionError} for a model without a pooler.
   */
  pool(states: Tensor): Tensor {
    if (this.pooler === undefined)
      throw new OptionError(`${this.constructor.name} was made without a pooler`);
    return this.pooler.forward(states);
  }
}
