import { checkOptions, Linear, Module, OptionError, RandomGenerator, type Tensor, tanh } from '@heed/core';
import { BertEmbeddings } from '../bert/embeddings.ts';
import type { PooledModelOptions } from '../bert/pooled-model.ts';
import { type EncoderModel, type EncoderOptions, encoderOptionNames } from '../encoder-model.ts';
import { firstToken } from '../heads/first-token.ts';
import { withoutPadding } from '../packing/without-padding.ts';
import type { AlbertConfig } from './config.ts';
import { AlbertTransformer } from './encoder.ts';

/**
 * ALBERT (Lan et al. 2020): a BERT whose layers share their weights, with narrow embeddings; base has 12 million
 * parameters. int32 [batch, length] → states [batch, length, width].
 *
 * Observers can ask for the embedded text (`embeddings`, projected `encoder.embeddingHiddenMappingIn`), and at each run
 * of a layer for its output (`encoder.albertLayerGroups.0.albertLayers.0`) and its attention (`….attention.weights`): with
 * one group, once for each of the `layers`.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { AlbertModel, HfConfig, readAlbertConfig } from '@heed/transformer';
 * const config = readAlbertConfig(
 *   new HfConfig({
 *     model_type: 'albert', vocab_size: 11, embedding_size: 4, hidden_size: 8, intermediate_size: 16,
 *     num_hidden_layers: 12, num_attention_heads: 2,
 *   }),
 * );
 * const model = new AlbertModel(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 8]
 * ```
 */
export class AlbertModel extends Module implements EncoderModel {
  readonly kind = 'encoder';
  /** Objectives give it `lengths` in place of a mask. */
  readonly takesLengths = true;
  readonly config: AlbertConfig;
  readonly embeddings: BertEmbeddings;
  readonly encoder: AlbertTransformer;
  readonly pooler: Linear | undefined;

  constructor(config: AlbertConfig, options: PooledModelOptions = {}) {
    super(config);
    checkOptions('AlbertModel', options, ['pooler', 'generator']);
    const { pooler = true, generator = new RandomGenerator(0) } = options;
    const { width, embeddingWidth } = config;
    this.config = config;
    this.embeddings = new BertEmbeddings({ ...config, width: embeddingWidth }, generator);
    this.encoder = new AlbertTransformer(config, generator);
    this.pooler = pooler ? new Linear(width, width) : undefined;
  }

  /**
   * States of a text, [batch, length, width].
   *
   * @param ids int32 [batch, length]
   * @throws {IndexError} for an id outside the vocabulary, and for more tokens than there are positions.
   */
  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    checkOptions('AlbertModel.forward', options, encoderOptionNames);
    const embedded = this.embeddings.forward(ids, options);
    return withoutPadding(this, embedded, options, (states, given) => this.encoder.forward(states, given));
  }

  /**
   * A vector for each text, `tanh(pooler(state of the first token))`: [batch, length, width] → [batch, width].
   *
   * @throws {OptionError} for a model without a pooler.
   */
  pool(states: Tensor): Tensor {
    if (this.pooler !== undefined) return tanh(this.pooler.forward(firstToken(states)));
    throw new OptionError('AlbertModel was made without a pooler');
  }
}
