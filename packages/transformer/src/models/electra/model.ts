import { checkOptions, Linear, Module, RandomGenerator, type Tensor } from '@heed/core';
import { BertEmbeddings } from '../bert/embeddings.ts';
import { BertEncoder } from '../bert/encoder.ts';
import { type EncoderModel, type EncoderOptions, encoderOptionNames } from '../encoder-model.ts';
import { withoutPadding } from '../packing/without-padding.ts';
import type { ElectraConfig } from './config.ts';

/**
 * ELECTRA (Clark et al. 2020): BERT's layers, trained to tell which tokens of a text a small masked language model, the
 * generator, put in. Embeddings may be narrower than the states. int32 [batch, length] → states [batch, length, width].
 *
 * Observers can ask for the embedded text (`embeddings`, projected `embeddingsProject`), the output of any layer
 * (`encoder.layer.3`) and its attention (`….attention.self.weights`).
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { ElectraModel, HfConfig, readElectraConfig } from '@heed/transformer';
 * const config = readElectraConfig(
 *   new HfConfig({
 *     model_type: 'electra', vocab_size: 11, embedding_size: 4, hidden_size: 8, intermediate_size: 16,
 *     num_hidden_layers: 2, num_attention_heads: 2,
 *   }),
 * );
 * const model = new ElectraModel(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 8]
 * ```
 */
export class ElectraModel extends Module implements EncoderModel {
  readonly kind = 'encoder';
  /** Objectives give it `lengths` in place of a mask. */
  readonly takesLengths = true;
  readonly config: ElectraConfig;
  readonly embeddings: BertEmbeddings;
  /** From the width of embeddings to that of states, where they differ. */
  readonly embeddingsProject: Linear | undefined;
  readonly encoder: BertEncoder;

  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: ElectraConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    const { width, embeddingWidth } = config;
    this.config = config;
    this.embeddings = new BertEmbeddings({ ...config, width: embeddingWidth }, generator);
    this.embeddingsProject = embeddingWidth === width ? undefined : new Linear(embeddingWidth, width);
    this.encoder = new BertEncoder(config, generator);
  }

  /**
   * States of a text, [batch, length, width].
   *
   * @param ids int32 [batch, length]
   * @throws {IndexError} for an id outside the vocabulary, and for more tokens than there are positions.
   */
  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    checkOptions('ElectraModel.forward', options, encoderOptionNames);
    const embedded = this.embeddings.forward(ids, options);
    const projected = this.embeddingsProject?.forward(embedded) ?? embedded;
    return withoutPadding(this, projected, options, (states, given) => this.encoder.forward(states, given));
  }
}
