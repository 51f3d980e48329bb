import {
  add,
  full,
  LayerNorm,
  Module,
  multiply,
  Parameter,
  type RandomGenerator,
  type Tensor,
} from '@heed/core';
import { gridOf } from '../../patches/size.ts';
import { RelativePatchBias } from '../relative-bias.ts';
import { StochasticDepth } from '../stochastic-depth.ts';
import { ViTAttention } from '../vit-like/attention.ts';
import { ViTIntermediate, ViTOutput } from '../vit-like/layer.ts';
import type { BeitConfig } from './config.ts';

/** The bias of one layer, or of all. */
export function createBias({ imageSize, patchSize, channels, heads }: BeitConfig): RelativePatchBias {
  return new RelativePatchBias(gridOf([1, channels, ...imageSize], patchSize), heads, { classToken: true });
}

/** A layer: attention and feed-forward behind norms, each branch with a factor for every channel. */
export class BeitLayer extends Module {
  readonly attention: ViTAttention;
  readonly layernormBefore: LayerNorm;
  readonly layernormAfter: LayerNorm;
  readonly intermediate: ViTIntermediate;
  readonly output: ViTOutput;
  /** The factors of the branches, [width]. */
  readonly lambda_1: Parameter | undefined;
  readonly lambda_2: Parameter | undefined;
  readonly dropPath: StochasticDepth;

  constructor(
    config: BeitConfig,
    shared: RelativePatchBias | undefined,
    depthRate: number,
    generator: RandomGenerator,
  ) {
    super(config);
    const { width, epsilon, layerScale } = config;
    const positions = config.relativeBias === 'layer' ? createBias(config) : shared;
    this.attention = new ViTAttention({ ...config, queryKeyValueBias: true }, generator, {
      positions,
      keyBias: false,
    });
    this.layernormBefore = new LayerNorm(width, { epsilon });
    this.layernormAfter = new LayerNorm(width, { epsilon });
    this.intermediate = new ViTIntermediate(config);
    this.output = new ViTOutput(config, generator);
    const factors = (): Parameter | undefined =>
      layerScale > 0 ? new Parameter([width], (shape) => full(shape, layerScale)) : undefined;
    this.lambda_1 = factors();
    this.lambda_2 = factors();
    this.dropPath = new StochasticDepth(depthRate, generator);
  }

  override forward(states: Tensor): Tensor {
    const scaled = (x: Tensor, factors: Parameter | undefined): Tensor => {
      return this.dropPath.forward(factors === undefined ? x : multiply(x, factors));
    };
    const attended = this.attention.forward(this.layernormBefore.forward(states));
    const sum = add(states, scaled(attended, this.lambda_1));
    const inner = this.output.forward(this.intermediate.forward(this.layernormAfter.forward(sum)));
    return add(sum, scaled(inner, this.lambda_2));
  }
}
