import { type AttendOptions, MultiHeadAttention } from '@heed/attention';
import { add, LayerNorm, Linear, Module, type RandomGenerator, type Tensor } from '@heed/core';
import { activationNamed, stackLayers } from '@heed/transformer';
import type { TextTowerConfig } from './config.ts';

/** What a layer of either tower is made of. */
export type TowerLayerConfig = Pick<
  TextTowerConfig,
  'width' | 'heads' | 'feedForwardWidth' | 'activation' | 'epsilon' | 'attentionDropout' | 'layers'
>;

/** The feed-forward layer of CLIP, SigLIP and DINOv2: `fc2(act(fc1(x)))`. */
export class TowerFeedForward extends Module {
  readonly fc1: Linear;
  readonly fc2: Linear;
  readonly #activation: (x: Tensor) => Tensor;

  constructor(config: Pick<TowerLayerConfig, 'width' | 'feedForwardWidth' | 'activation'>) {
    super(config);
    const { width, feedForwardWidth, activation } = config;
    this.fc1 = new Linear(width, feedForwardWidth);
    this.fc2 = new Linear(feedForwardWidth, width);
    this.#activation = activationNamed(activation);
  }

  override forward(x: Tensor): Tensor {
    return this.fc2.forward(this.#activation(this.fc1.forward(x)));
  }
}

/** A layer of either tower: attention and feed-forward, each behind a norm. */
export class TowerLayer extends Module {
  readonly layerNorm1: LayerNorm;
  readonly selfAttn: MultiHeadAttention;
  readonly layerNorm2: LayerNorm;
  readonly mlp: TowerFeedForward;

  constructor(config: TowerLayerConfig, generator: RandomGenerator) {
    super(config);
    const { width, heads, epsilon, attentionDropout: dropout } = config;
    this.layerNorm1 = new LayerNorm(width, { epsilon });
    this.selfAttn = new MultiHeadAttention(width, heads, { dropout, generator });
    this.layerNorm2 = new LayerNorm(width, { epsilon });
    this.mlp = new TowerFeedForward(config);
  }

  override forward(states: Tensor, options: AttendOptions = {}): Tensor {
    const attended = add(states, this.selfAttn.forward(this.layerNorm1.forward(states), options));
    return add(attended, this.mlp.forward(this.layerNorm2.forward(attended)));
  }
}

/** The layers of a tower under their published name: states [batch, length, width] → the same shape. */
export class TowerEncoder extends Module {
  readonly layers: readonly TowerLayer[];

  constructor(config: TowerLayerConfig, generator: RandomGenerator) {
    super(config);
    this.layers = stackLayers(config.layers, () => new TowerLayer(config, generator));
  }

  override forward(states: Tensor, options: AttendOptions = {}): Tensor {
    return this.layers.reduce((state, layer) => layer.forward(state, options), states);
  }
}
