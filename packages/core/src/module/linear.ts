import { linear } from '../ops/linear.ts';
import { checkOptions } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { type Initializer, xavierUniform, zerosInitializer } from './initializers.ts';
import { Module } from './module.ts';
import { Parameter } from './parameter.ts';

/** Options of {@link Linear}. */
export interface LinearOptions {
  /** Add a bias vector; true by default. */
  readonly bias?: boolean;
  /** Initialiser of the weight; Xavier uniform by default. */
  readonly initializer?: Initializer;
}

/**
 * Affine map of the last axis: `y = x Wᵀ + b`, `[…, inputs] → […, outputs]`, weight `[outputs, inputs]`.
 *
 * @example
 * ```ts
 * import { Linear, RandomGenerator, tensor } from '@heed/core';
 * const layer = new Linear(3, 2).initialize(new RandomGenerator(0));
 * console.log(layer.forward(tensor([[1, 2, 3]])).shape); // [1, 2]
 * ```
 */
export class Linear extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter | undefined;

  constructor(inputs: number, outputs: number, options: LinearOptions = {}) {
    super();
    checkOptions('Linear', options, ['bias', 'initializer']);
    this.weight = new Parameter([outputs, inputs], options.initializer ?? xavierUniform);
    this.bias = options.bias === false ? undefined : new Parameter([outputs], zerosInitializer);
  }

  override forward(x: Tensor): Tensor {
    return linear(x, this.weight, this.bias);
  }
}
