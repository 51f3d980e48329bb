import {
  add,
  checkOptions,
  Dropout,
  LayerNorm,
  Linear,
  Module,
  RandomGenerator,
  type Tensor,
} from '@heed/core';
import { stackLayers } from '../../layers/stack-layers.ts';
import { type ActivatedLinear, activatedLinear } from '../activations.ts';
import { BertEmbeddings } from '../bert/embeddings.ts';
import { type EncoderModel, type EncoderOptions, encoderOptionNames } from '../encoder-model.ts';
import { withoutPadding } from '../packing/without-padding.ts';
import { DistilBertAttention } from './attention.ts';
import type { DistilBertConfig } from './config.ts';

/** The feed-forward layer: `lin2(act(lin1(x)))`. */
export class DistilBertFeedForward extends Module {
  readonly lin1: Linear;
  readonly lin2: Linear;
  readonly dropout: Dropout;
  readonly #activated: ActivatedLinear;

  constructor(config: DistilBertConfig, generator: RandomGenerator) {
    super(config);
    const { width, feedForwardWidth, activation, dropout } = config;
    this.lin1 = new Linear(width, feedForwardWidth);
    this.lin2 = new Linear(feedForwardWidth, width);
    this.dropout = new Dropout(dropout, generator);
    this.#activated = activatedLinear(activation);
  }

  override forward(x: Tensor): Tensor {
    return this.dropout.forward(this.lin2.forward(this.#activated(this.lin1, x)));
  }
}

/** One layer: attention and feed-forward, each with a residual sum and behind that a norm. */
export class DistilBertLayer extends Module {
  readonly attention: DistilBertAttention;
  readonly saLayerNorm: LayerNorm;
  readonly ffn: DistilBertFeedForward;
  readonly outputLayerNorm: LayerNorm;

  constructor(config: DistilBertConfig, generator: RandomGenerator) {
    super(config);
    const { width, epsilon } = config;
    this.attention = new DistilBertAttention(config, generator);
    this.saLayerNorm = new LayerNorm(width, { epsilon });
    this.ffn = new DistilBertFeedForward(config, generator);
    this.outputLayerNorm = new LayerNorm(width, { epsilon });
  }

  override forward(states: Tensor, { mask }: Pick<EncoderOptions, 'mask'>): Tensor {
    const attended = this.saLayerNorm.forward(add(this.attention.forward(states, { mask }), states));
    return this.outputLayerNorm.forward(add(this.ffn.forward(attended), attended));
  }
}

/** The stack of layers: states [batch, length, width] → the same shape. */
export class DistilBertTransformer extends Module {
  readonly layer: readonly DistilBertLayer[];

  constructor(config: DistilBertConfig, generator: RandomGenerator) {
    super(config);
    this.layer = stackLayers(config.layers, () => new DistilBertLayer(config, generator));
  }

  override forward(states: Tensor, options: Pick<EncoderOptions, 'mask'>): Tensor {
    return this.layer.reduce((state, layer) => layer.forward(state, options), states);
  }
}

/**
 * DistilBERT (Sanh et al. 2019): BERT with half the layers, and neither token types nor a pooler: int32
 * [batch, length] → states [batch, length, width].
 *
 * Observers can ask for the embedded text (`embeddings`), the output of any layer (`transformer.layer.3`) and its
 * attention (`….attention.weights`).
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { DistilBertModel, HfConfig, readDistilBertConfig } from '@heed/transformer';
 * const config = readDistilBertConfig(
 *   new HfConfig({ model_type: 'distilbert', vocab_size: 11, dim: 8, hidden_dim: 16, n_layers: 2, n_heads: 2 }),
 * );
 * const model = new DistilBertModel(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 8]
 * ```
 */
export class DistilBertModel extends Module implements EncoderModel {
  readonly kind = 'encoder';
  /** Objectives give it `lengths` in place of a mask. */
  readonly takesLengths = true;
  readonly config: DistilBertConfig;
  readonly embeddings: BertEmbeddings;
  readonly transformer: DistilBertTransformer;

  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: DistilBertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.embeddings = new BertEmbeddings(config, generator);
    this.transformer = new DistilBertTransformer(config, generator);
  }

  /**
   * @throws {IndexError} for an id outside the vocabulary, and for more tokens than there are positions.
   * @throws {OptionError} for token types, which DistilBERT does not have.
   */
  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    checkOptions('DistilBertModel.forward', options, encoderOptionNames);
    const embedded = this.embeddings.forward(ids, options);
    return withoutPadding(this, embedded, options, (states, given) =>
      this.transformer.forward(states, given),
    );
  }
}
