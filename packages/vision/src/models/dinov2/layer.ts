import {
  add,
  LayerNorm,
  Linear,
  Module,
  multiply,
  type RandomGenerator,
  silu,
  split,
  type Tensor,
} from '@heed/core';
import { TowerFeedForward } from '../clip-like/encoder.ts';
import { StochasticDepth } from '../stochastic-depth.ts';
import { ViTAttention } from '../vit-like/attention.ts';
import { LayerScale } from '../vit-like/layer-scale.ts';
import type { Dinov2Config } from './config.ts';

/** The gated feed-forward layer of the giant model (Shazeer 2020): `out(silu(gate) · value)`, gate and value of one layer. */
export class Dinov2GatedFeedForward extends Module {
  readonly weightsIn: Linear;
  readonly weightsOut: Linear;

  constructor(config: Dinov2Config) {
    super(config);
    const { width, feedForwardWidth } = config;
    this.weightsIn = new Linear(width, 2 * feedForwardWidth);
    this.weightsOut = new Linear(feedForwardWidth, width);
  }

  override forward(x: Tensor): Tensor {
    const [gate, value] = split(this.weightsIn.forward(x), { axis: -1, parts: 2 });
    return this.weightsOut.forward(multiply(silu(gate), value));
  }
}

/** A layer: attention and feed-forward behind norms, each branch with a factor for every channel. */
export class Dinov2Layer extends Module {
  readonly norm1: LayerNorm;
  readonly attention: ViTAttention;
  readonly layerScale1: LayerScale;
  readonly norm2: LayerNorm;
  readonly mlp: TowerFeedForward | Dinov2GatedFeedForward;
  readonly layerScale2: LayerScale;
  readonly dropPath: StochasticDepth;

  constructor(config: Dinov2Config, depthRate: number, generator: RandomGenerator) {
    super(config);
    const { width, epsilon, gated, layerScale } = config;
    this.norm1 = new LayerNorm(width, { epsilon });
    this.attention = new ViTAttention(config, generator);
    this.layerScale1 = new LayerScale(width, layerScale);
    this.norm2 = new LayerNorm(width, { epsilon });
    this.mlp = gated ? new Dinov2GatedFeedForward(config) : new TowerFeedForward(config);
    this.layerScale2 = new LayerScale(width, layerScale);
    this.dropPath = new StochasticDepth(depthRate, generator);
  }

  override forward(states: Tensor): Tensor {
    const attended = this.layerScale1.forward(this.attention.forward(this.norm1.forward(states)));
    const sum = add(states, this.dropPath.forward(attended));
    const inner = this.layerScale2.forward(this.mlp.forward(this.norm2.forward(sum)));
    return add(sum, this.dropPath.forward(inner));
  }
}
