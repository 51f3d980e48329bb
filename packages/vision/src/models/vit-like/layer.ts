import { add, Dropout, LayerNorm, Linear, Module, type RandomGenerator, type Tensor } from '@heed/core';
import { activationNamed, stackLayers } from '@heed/transformer';
import type { VisionConfig } from '../vision-config.ts';
import { ViTAttention, type ViTAttentionConfig } from './attention.ts';

/** What ViT and DeiT are made of. */
export interface ViTConfig extends VisionConfig, ViTAttentionConfig {
  /** Width and activation of the pooler, for models without a head. */
  readonly poolerWidth: number;
  readonly poolerActivation: string;
}

/** What a layer of ViT needs to know. */
export interface ViTLayerConfig
  extends ViTAttentionConfig,
    Pick<VisionConfig, 'feedForwardWidth' | 'activation' | 'epsilon'> {}

/** The inner half of the feed-forward layer: `act(dense(x))`. */
export class ViTIntermediate extends Module {
  readonly dense: Linear;
  readonly #activation: (x: Tensor) => Tensor;

  constructor(config: Pick<VisionConfig, 'width' | 'feedForwardWidth' | 'activation'>) {
    super(config);
    const { width, feedForwardWidth, activation } = config;
    this.dense = new Linear(width, feedForwardWidth);
    this.#activation = activationNamed(activation);
  }

  override forward(x: Tensor): Tensor {
    return this.#activation(this.dense.forward(x));
  }
}

/** The outer half of the feed-forward layer. */
export class ViTOutput extends Module {
  readonly dense: Linear;
  readonly dropout: Dropout;

  constructor(
    config: Pick<VisionConfig, 'width' | 'feedForwardWidth' | 'dropout'>,
    generator: RandomGenerator,
  ) {
    super(config);
    const { width, feedForwardWidth, dropout } = config;
    this.dense = new Linear(feedForwardWidth, width);
    this.dropout = new Dropout(dropout, generator);
  }

  override forward(x: Tensor): Tensor {
    return this.dropout.forward(this.dense.forward(x));
  }
}

/** A layer of ViT (Dosovitskiy et al. 2021, equations 2 and 3): `y = x + MSA(LN(x))`, `z = y + MLP(LN(y))`. */
export class ViTLayer extends Module {
  readonly layernormBefore: LayerNorm;
  readonly attention: ViTAttention;
  readonly layernormAfter: LayerNorm;
  readonly intermediate: ViTIntermediate;
  readonly output: ViTOutput;

  constructor(config: ViTLayerConfig, generator: RandomGenerator) {
    super(config);
    const { width, epsilon } = config;
    this.layernormBefore = new LayerNorm(width, { epsilon });
    this.attention = new ViTAttention(config, generator);
    this.layernormAfter = new LayerNorm(width, { epsilon });
    this.intermediate = new ViTIntermediate(config);
    this.output = new ViTOutput(config, generator);
  }

  override forward(states: Tensor): Tensor {
    const attended = add(states, this.attention.forward(this.layernormBefore.forward(states)));
    const inner = this.intermediate.forward(this.layernormAfter.forward(attended));
    return add(attended, this.output.forward(inner));
  }
}

/** A layer of a stack. */
export interface StateLayer extends Module {
  /** States [batch, tokens, width] → the same shape. */
  forward(states: Tensor): Tensor;
}

/** A stack of layers under its published name, `layer`: states [batch, tokens, width] → the same shape. */
export class LayerStack<Layer extends StateLayer> extends Module {
  readonly layer: readonly Layer[];

  constructor(layers: number, create: (index: number) => Layer) {
    super();
    this.layer = stackLayers(layers, create);
  }

  override forward(states: Tensor): Tensor {
    return this.layer.reduce((state, layer) => layer.forward(state), states);
  }
}
