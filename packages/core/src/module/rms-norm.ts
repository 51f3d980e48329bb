import { checkEpsilon } from '../ops/check-epsilon.ts';
import { rmsNorm } from '../ops/rms-norm.ts';
import { checkOptions } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { onesInitializer } from './initializers.ts';
import type { NormOptions } from './layer-norm.ts';
import { Module } from './module.ts';
import { Parameter } from './parameter.ts';

/**
 * Root-mean-square normalisation over the last axis (Zhang and Sennrich 2019):
 * `y = x / √(mean(x²) + ε) · weight`.
 *
 * @example
 * ```ts
 * import { RandomGenerator, RMSNorm, tensor } from '@heed/core';
 * const norm = new RMSNorm(3).initialize(new RandomGenerator(0));
 * console.log(norm.forward(tensor([[1, 2, 3]])).toString());
 * ```
 */
export class RMSNorm extends Module {
  readonly weight: Parameter;
  readonly #epsilon: number;

  constructor(width: number, options: NormOptions = {}) {
    super();
    checkOptions('RMSNorm', options, ['epsilon']);
    this.weight = new Parameter([width], onesInitializer);
    this.#epsilon = checkEpsilon('RMSNorm', options.epsilon ?? 1e-6);
  }

  override forward(x: Tensor): Tensor {
    return rmsNorm(x, this.weight, { epsilon: this.#epsilon });
  }
}
