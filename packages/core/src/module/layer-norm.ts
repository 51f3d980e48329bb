import { checkEpsilon } from '../ops/check-epsilon.ts';
import { layerNorm } from '../ops/layer-norm.ts';
import { checkOptions } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { onesInitializer, zerosInitializer } from './initializers.ts';
import { Module } from './module.ts';
import { Parameter } from './parameter.ts';

/** Options of the normalisation layers. */
export interface NormOptions {
  /** Added under the root; 1e-5 by default, as in PyTorch, and 1e-6 in `RMSNorm`, as in Llama. */
  readonly epsilon?: number;
}

/**
 * Layer normalisation over the last axis (Ba, Kiros and Hinton 2016):
 * `y = (x − mean) / √(variance + ε) · weight + bias`.
 *
 * @example
 * ```ts
 * import { LayerNorm, RandomGenerator, tensor } from '@heed/core';
 * const norm = new LayerNorm(4).initialize(new RandomGenerator(0));
 * console.log(norm.forward(tensor([[1, 2, 3, 4]])).toString());
 * ```
 */
export class LayerNorm extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter;
  readonly #epsilon: number;

  constructor(width: number, options: NormOptions = {}) {
    super();
    checkOptions('LayerNorm', options, ['epsilon']);
    this.weight = new Parameter([width], onesInitializer);
    this.bias = new Parameter([width], zerosInitializer);
    this.#epsilon = checkEpsilon('LayerNorm', options.epsilon ?? 1e-5);
  }

  override forward(x: Tensor): Tensor {
    return layerNorm(x, this.weight, this.bias, { epsilon: this.#epsilon });
  }
}
