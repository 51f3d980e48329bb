import {
  add,
  Conv1d,
  Dropout,
  LayerNorm,
  Module,
  type RandomGenerator,
  reshape,
  type Tensor,
  transpose,
  where,
} from '@heed/core';
import { activationNamed } from '../activations.ts';
import type { DebertaV2Config, DebertaV2ConvolutionConfig } from './config.ts';

/**
 * What the xlarge models know of neighbours (He et al. 2021): `norm(y + act(conv(x)))` of the embedded text x and the
 * first layer's output y, both [batch, length, width].
 */
export class DebertaV2Convolution extends Module {
  /** Its weight is [width, width / groups, size]. */
  readonly conv: Conv1d;
  readonly LayerNorm: LayerNorm;
  readonly dropout: Dropout;
  readonly #activation: (x: Tensor) => Tensor;

  constructor(convolution: DebertaV2ConvolutionConfig, config: DebertaV2Config, generator: RandomGenerator) {
    super(convolution, config);
    const { size, groups, activation } = convolution;
    const { width, epsilon, dropout } = config;
    this.conv = new Conv1d(width, width, size, { padding: (size - 1) / 2, groups });
    this.LayerNorm = new LayerNorm(width, { epsilon });
    this.dropout = new Dropout(dropout, generator);
    this.#activation = activationNamed(activation);
  }

  /**
   * States with what the convolution saw, [batch, length, width].
   *
   * @param mask Boolean [batch|1, 1, 1, length], true = a real token; padding counts as zeros.
   */
  override forward(embedded: Tensor, states: Tensor, mask: Tensor | undefined): Tensor {
    const real = mask && reshape(mask, [mask.shape[0] ?? 1, mask.shape[3] ?? 0, 1]);
    const read = real === undefined ? embedded : where(real, embedded, 0);
    const seen = transpose(this.conv.forward(transpose(read)));
    return this.LayerNorm.forward(add(states, this.#activation(this.dropout.forward(seen))));
  }
}
