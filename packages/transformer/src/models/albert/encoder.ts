import { Attention, type Projected } from '@heed/attention';
import {
  checkConfig,
  Dropout,
  LayerNorm,
  Linear,
  linearThen,
  Module,
  type RandomGenerator,
  type Tensor,
} from '@heed/core';
import { addLinear } from '../../layers/residual.ts';
import { stackLayers } from '../../layers/stack-layers.ts';
import { type ActivatedLinear, activatedLinear } from '../activations.ts';
import { projectHeads } from '../bert/attention.ts';
import type { EncoderOptions } from '../encoder-model.ts';
import type { AlbertConfig } from './config.ts';

/** BERT's self-attention with what stands behind it in one module: `norm(x + dense(attention(x)))`. */
export class AlbertAttention extends Attention {
  readonly query: Linear;
  readonly key: Linear;
  readonly value: Linear;
  readonly dense: Linear;
  readonly LayerNorm: LayerNorm;
  readonly outputDropout: Dropout;
  readonly #heads: number;

  constructor(config: AlbertConfig, generator: RandomGenerator) {
    checkConfig(new.target.name, config);
    const { width, heads, epsilon, dropout, attentionDropout } = config;
    super({ dropout: attentionDropout, generator });
    this.#heads = heads;
    this.query = new Linear(width, width);
    this.key = new Linear(width, width);
    this.value = new Linear(width, width);
    this.dense = new Linear(width, width);
    this.LayerNorm = new LayerNorm(width, { epsilon });
    this.outputDropout = new Dropout(dropout, generator);
  }

  override forward(states: Tensor, { mask }: Pick<EncoderOptions, 'mask'>): Tensor {
    return this.LayerNorm.forward(super.forward(states, { mask, residual: states }));
  }

  protected override project(states: Tensor): Projected {
    return projectHeads(states, this.#heads, [this.query, this.key, this.value]);
  }

  protected override outputOnto(residual: Tensor, context: Tensor): Tensor {
    return addLinear(residual, this.dense, context, this.outputDropout);
  }
}

/** One layer: attention and feed-forward, each with a residual sum and behind that a norm. */
export class AlbertLayer extends Module {
  readonly fullLayerLayerNorm: LayerNorm;
  readonly attention: AlbertAttention;
  readonly ffn: Linear;
  readonly ffnOutput: Linear;
  readonly #activated: ActivatedLinear;

  constructor(config: AlbertConfig, generator: RandomGenerator) {
    super(config);
    const { width, feedForwardWidth, epsilon, activation } = config;
    this.fullLayerLayerNorm = new LayerNorm(width, { epsilon });
    this.attention = new AlbertAttention(config, generator);
    this.ffn = new Linear(width, feedForwardWidth);
    this.ffnOutput = new Linear(feedForwardWidth, width);
    this.#activated = activatedLinear(activation);
  }

  override forward(states: Tensor, options: Pick<EncoderOptions, 'mask'>): Tensor {
    const attended = this.attention.forward(states, options);
    const inner = this.#activated(this.ffn, attended);
    // As in transformers, no dropout stands here.
    return this.fullLayerLayerNorm.forward(linearThen(this.ffnOutput, inner, { residual: attended }));
  }
}

/** Layers that run one after another. */
export class AlbertLayerGroup extends Module {
  readonly albertLayers: readonly AlbertLayer[];

  constructor(config: AlbertConfig, generator: RandomGenerator) {
    super(config);
    this.albertLayers = stackLayers(config.groupLayers, () => new AlbertLayer(config, generator));
  }

  override forward(states: Tensor, options: Pick<EncoderOptions, 'mask'>): Tensor {
    return this.albertLayers.reduce((state, layer) => layer.forward(state, options), states);
  }
}

/** From embeddings to states: a projection, and groups of layers, each of which is run several times. */
export class AlbertTransformer extends Module {
  readonly embeddingHiddenMappingIn: Linear;
  readonly albertLayerGroups: readonly AlbertLayerGroup[];
  readonly #runs: number;

  constructor(config: AlbertConfig, generator: RandomGenerator) {
    super(config);
    const { embeddingWidth, width, groups, layers, groupLayers } = config;
    this.embeddingHiddenMappingIn = new Linear(embeddingWidth, width);
    this.albertLayerGroups = stackLayers(groups, () => new AlbertLayerGroup(config, generator));
    this.#runs = layers / groupLayers;
  }

  override forward(embedded: Tensor, options: Pick<EncoderOptions, 'mask'>): Tensor {
    let states = this.embeddingHiddenMappingIn.forward(embedded);
    for (let run = 0; run < this.#runs; run++) {
      const group = Math.floor(run / (this.#runs / this.albertLayerGroups.length));
      states = this.albertLayerGroups[group]?.forward(states, options) ?? states;
    }
    return states;
  }
}
