import {
  add,
  Conv2d,
  checkConfig,
  Dropout,
  LayerNorm,
  Linear,
  Module,
  type RandomGenerator,
  type Tensor,
} from '@heed/core';
import { activationNamed } from '@heed/transformer';
import type { Size } from '../../patches/size.ts';
import { StochasticDepth } from '../stochastic-depth.ts';
import { toMap, toTokens } from '../token-map.ts';
import { ViTAttentionOutput, ViTSelfAttention } from '../vit-like/attention.ts';
import type { SegformerConfig, SegformerStageConfig } from './config.ts';
import { freshConvolution, freshLinear } from './fresh.ts';

/** The heads of an attention whose keys and values are fewer than its queries (Wang et al. 2021). */
export class SegformerSelfAttention extends ViTSelfAttention {
  /** Makes one patch of several, for keys and values. */
  readonly sr: Conv2d | undefined;
  readonly layerNorm: LayerNorm | undefined;

  constructor(config: SegformerConfig, stage: SegformerStageConfig, generator: RandomGenerator) {
    checkConfig(new.target.name, config);
    checkConfig(new.target.name, stage);
    const { width, heads, reduction } = stage;
    const { attentionDropout } = config;
    super({ width, heads, attentionDropout, queryKeyValueBias: true }, generator, freshLinear(config));
    const initializer = freshConvolution();
    this.sr =
      reduction > 1 ? new Conv2d(width, width, reduction, { stride: reduction, initializer }) : undefined;
    this.layerNorm = reduction > 1 ? new LayerNorm(width) : undefined;
  }

  /** What keys and values are made of; undefined for the states themselves. */
  reduce(states: Tensor, grid: Size): Tensor | undefined {
    return this.sr && this.layerNorm?.forward(toTokens(this.sr.forward(toMap(states, grid))));
  }
}

/** Attention with its output layer, under published names. */
export class SegformerAttention extends Module {
  readonly self: SegformerSelfAttention;
  readonly output: ViTAttentionOutput;

  constructor(config: SegformerConfig, stage: SegformerStageConfig, generator: RandomGenerator) {
    super(config, stage);
    this.self = new SegformerSelfAttention(config, stage, generator);
    this.output = new ViTAttentionOutput(stage.width, config.dropout, generator, freshLinear(config));
  }

  override forward(states: Tensor, grid: Size): Tensor {
    return this.output.forward(this.self.forward(states, { memory: this.self.reduce(states, grid) }));
  }
}

/** The convolution of each channel by itself, under its published name. */
export class SegformerDepthwise extends Module {
  readonly dwconv: Conv2d;

  constructor(width: number) {
    super();
    const initializer = freshConvolution(width);
    this.dwconv = new Conv2d(width, width, 3, { padding: 1, groups: width, initializer });
  }

  override forward(states: Tensor, grid: Size): Tensor {
    return toTokens(this.dwconv.forward(toMap(states, grid)));
  }
}

/** The feed-forward layer, whose convolution tells patches where they are, so that there are no positions. */
export class SegformerFeedForward extends Module {
  readonly dense1: Linear;
  readonly dwconv: SegformerDepthwise;
  readonly dense2: Linear;
  readonly dropout: Dropout;
  readonly #activation: (x: Tensor) => Tensor;

  constructor(config: SegformerConfig, stage: SegformerStageConfig, generator: RandomGenerator) {
    super(config, stage);
    const { width, innerRatio } = stage;
    const inner = width * innerRatio;
    this.dense1 = new Linear(width, inner, freshLinear(config));
    this.dwconv = new SegformerDepthwise(inner);
    this.dense2 = new Linear(inner, width, freshLinear(config));
    this.dropout = new Dropout(config.dropout, generator);
    this.#activation = activationNamed(config.activation);
  }

  override forward(x: Tensor, grid: Size): Tensor {
    const inner = this.#activation(this.dwconv.forward(this.dense1.forward(x), grid));
    return this.dropout.forward(this.dense2.forward(this.dropout.forward(inner)));
  }
}

/** A layer (Xie et al. 2021): states [batch, rows · columns, width] → the same shape. */
export class SegformerLayer extends Module {
  readonly layerNorm_1: LayerNorm;
  readonly attention: SegformerAttention;
  readonly layerNorm_2: LayerNorm;
  readonly mlp: SegformerFeedForward;
  readonly dropPath: StochasticDepth;

  constructor(
    config: SegformerConfig,
    stage: SegformerStageConfig,
    depthRate: number,
    generator: RandomGenerator,
  ) {
    super(config, stage);
    this.layerNorm_1 = new LayerNorm(stage.width);
    this.attention = new SegformerAttention(config, stage, generator);
    this.layerNorm_2 = new LayerNorm(stage.width);
    this.mlp = new SegformerFeedForward(config, stage, generator);
    this.dropPath = new StochasticDepth(depthRate, generator);
  }

  override forward(states: Tensor, grid: Size): Tensor {
    const attended = this.attention.forward(this.layerNorm_1.forward(states), grid);
    const sum = add(states, this.dropPath.forward(attended));
    return add(sum, this.dropPath.forward(this.mlp.forward(this.layerNorm_2.forward(sum), grid)));
  }
}
