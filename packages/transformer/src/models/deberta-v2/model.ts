import { RelativeEmbeddings } from '@heed/attention';
import {
  checkOptions,
  type Embedding,
  type LayerNorm,
  Module,
  RandomGenerator,
  type Tensor,
} from '@heed/core';
import { stackLayers } from '../../layers/stack-layers.ts';
import { BertEmbeddings } from '../bert/embeddings.ts';
import { type EncoderModel, type EncoderOptions, encoderOptionNames } from '../encoder-model.ts';
import { paddingOf, withoutPadding } from '../packing/without-padding.ts';
import { DebertaV2Layer } from './attention.ts';
import type { DebertaV2Config } from './config.ts';
import { DebertaV2Convolution } from './convolution.ts';

/** The stack of layers, and the one table of relative positions that all of them read. */
export class DebertaV2Encoder extends Module {
  /** [2 · span, width] */
  readonly relEmbeddings: Embedding;
  /** Of the table. */
  readonly LayerNorm: LayerNorm | undefined;
  readonly layer: readonly DebertaV2Layer[];
  readonly conv: DebertaV2Convolution | undefined;

  constructor(config: DebertaV2Config, generator: RandomGenerator) {
    super(config);
    const { width, epsilon, layers, relative, convolution } = config;
    const positions = new RelativeEmbeddings(width, { ...relative, epsilon });
    this.relEmbeddings = positions.relEmbeddings;
    this.LayerNorm = positions.LayerNorm;
    this.layer = stackLayers(layers, () => new DebertaV2Layer(config, positions, generator));
    this.conv = convolution && new DebertaV2Convolution(convolution, config, generator);
  }

  override forward(embedded: Tensor, options: Pick<EncoderOptions, 'mask'>): Tensor {
    return this.layer.reduce((states, layer, index) => {
      const next = layer.forward(states, options);
      return index === 0 ? (this.conv?.forward(embedded, next, options.mask) ?? next) : next;
    }, embedded);
  }
}

/**
 * DeBERTa v2 and v3 (He et al. 2021, 2023; mDeBERTa): BERT's layers whose attention keeps what a token is apart from where
 * it stands, `DisentangledAttention` of @heed/attention. v3 was trained to tell replaced tokens and shares projections between contents
 * and positions; v2's xlarge models have a convolution beside the first layer. int32 [batch, length] → states
 * [batch, length, width]. Models without a table of absolute positions take texts of any length.
 *
 * Observers can ask for the embedded text (`embeddings`), the output of any layer (`encoder.layer.3`; of the first with
 * its convolution, `encoder.conv`) and its attention (`….attention.self.weights`).
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { DebertaV2Model, HfConfig, readDebertaV2Config } from '@heed/transformer';
 * const config = readDebertaV2Config(
 *   new HfConfig({
 *     model_type: 'deberta-v2', vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 2,
 *     num_attention_heads: 2, relative_attention: true, pos_att_type: 'p2c|c2p', position_buckets: 256,
 *     share_att_key: true, norm_rel_ebd: 'layer_norm', position_biased_input: false,
 *   }),
 * );
 * const model = new DebertaV2Model(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 8]
 * ```
 */
export class DebertaV2Model extends Module implements EncoderModel {
  readonly kind = 'encoder';
  /** Objectives give it `lengths` in place of a mask. */
  readonly takesLengths = true;
  readonly config: DebertaV2Config;
  readonly embeddings: BertEmbeddings;
  readonly encoder: DebertaV2Encoder;

  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: DebertaV2Config, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.embeddings = new BertEmbeddings(config, generator);
    this.encoder = new DebertaV2Encoder(config, generator);
  }

  /**
   * States of a text, [batch, length, width].
   *
   * @param ids int32 [batch, length]
   * @throws {IndexError} for an id outside the vocabulary, and for more tokens than there are absolute positions.
   * @throws {OptionError} for token types or positions where the model has no table of them.
   */
  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    checkOptions('DebertaV2Model.forward', options, encoderOptionNames);
    const embedded = this.embeddings.forward(ids, options);
    // Texts behind one another keep their distances, but the convolution would read across their ends.
    if (this.encoder.conv !== undefined) {
      return this.encoder.forward(embedded, { mask: paddingOf(ids, options) });
    }
    return withoutPadding(this, embedded, options, (states, given) => this.encoder.forward(states, given));
  }
}
