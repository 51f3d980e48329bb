import { type Conv1dOptions as ConvolutionOptions, conv1d } from '../ops/conv1d.ts';
import { checkOptions, checkWhole } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { type Initializer, kaimingUniform, zerosInitializer } from './initializers.ts';
import { Module } from './module.ts';
import { Parameter } from './parameter.ts';

/** Options of {@link Conv1d}. */
export interface Conv1dModuleOptions extends ConvolutionOptions {
  /** Add a bias to each output channel; true by default. */
  readonly bias?: boolean;
  /** Initialiser of the weight; He et al. 2015, uniform, by default. */
  readonly initializer?: Initializer;
}

/**
 * Convolution of a sequence as a module, {@link conv1d}: `[batch, inputs, length] → [batch, outputs, places]`.
 *
 * @example
 * ```ts
 * import { Conv1d, ones, RandomGenerator } from '@heed/core';
 * const layer = new Conv1d(3, 5, 3, { stride: 2, padding: 1 }).initialize(new RandomGenerator(0));
 * console.log(layer.forward(ones([1, 3, 8])).shape); // [1, 5, 4]
 * ```
 */
export class Conv1d extends Module {
  /** [outputs, inputs / groups, size] */
  readonly weight: Parameter;
  /** [outputs] */
  readonly bias: Parameter | undefined;
  readonly #options: ConvolutionOptions;

  /** @param size Places that the window reads. */
  constructor(inputs: number, outputs: number, size: number, options: Conv1dModuleOptions = {}) {
    super();
    checkOptions('Conv1d', options, ['bias', 'initializer', 'stride', 'padding', 'dilation', 'groups']);
    const { bias = true, initializer = kaimingUniform, ...rest } = options;
    checkWhole('Conv1d: inputs', inputs);
    this.weight = new Parameter([outputs, inputs / (rest.groups ?? 1), size], initializer);
    this.bias = bias ? new Parameter([outputs], zerosInitializer) : undefined;
    this.#options = rest;
  }

  override forward(x: Tensor): Tensor {
    return conv1d(x, this.weight, this.bias, this.#options);
  }
}
