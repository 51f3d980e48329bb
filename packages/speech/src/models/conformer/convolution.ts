import {
  BatchNorm,
  Conv1d,
  Dropout,
  LayerNorm,
  Module,
  multiply,
  type RandomGenerator,
  sigmoid,
  split,
  type Tensor,
  transpose,
} from '@heed/core';
import { activationNamed } from '@heed/transformer';
import type { ConformerConfig } from './config.ts';

/**
 * The convolution module (Gulati et al. 2020, §2.2): a norm, a gated linear unit over channels (Dauphin et al. 2017), a
 * convolution of each channel by itself over neighbouring frames, a batch norm, an activation, and a map over channels.
 * [batch, frames, width] → the same shape.
 */
export class ConformerConvolution extends Module {
  readonly layerNorm: LayerNorm;
  readonly pointwiseConv1: Conv1d;
  readonly depthwiseConv: Conv1d;
  readonly batchNorm: BatchNorm;
  readonly pointwiseConv2: Conv1d;
  readonly dropout: Dropout;
  readonly #activation: (x: Tensor) => Tensor;

  constructor(config: ConformerConfig, generator: RandomGenerator) {
    super(config);
    const { width, depthwiseKernel, convolutionDropout, activation } = config;
    this.layerNorm = new LayerNorm(width);
    this.pointwiseConv1 = new Conv1d(width, 2 * width, 1, { bias: false });
    this.depthwiseConv = new Conv1d(width, width, depthwiseKernel, {
      ...{ bias: false, groups: width, padding: (depthwiseKernel - 1) / 2 },
    });
    this.batchNorm = new BatchNorm(width);
    this.pointwiseConv2 = new Conv1d(width, width, 1, { bias: false });
    this.dropout = new Dropout(convolutionDropout, generator);
    this.#activation = activationNamed(activation);
  }

  override forward(states: Tensor): Tensor {
    const byChannel = transpose(this.layerNorm.forward(states), [0, 2, 1]);
    const [passing, gate] = split(this.pointwiseConv1.forward(byChannel), { axis: 1, parts: 2 });
    const near = this.batchNorm.forward(this.depthwiseConv.forward(multiply(passing, sigmoid(gate))));
    const mixed = this.pointwiseConv2.forward(this.#activation(near));
    return transpose(this.dropout.forward(mixed), [0, 2, 1]);
  }
}
