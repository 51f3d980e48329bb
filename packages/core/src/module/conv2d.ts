import { type Conv2dOptions as ConvolutionOptions, conv2d } from '../ops/conv2d.ts';
import type { Pair } from '../ops/unfold.ts';
import { checkKind, checkOptions, checkWhole } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { type Initializer, kaimingUniform, zerosInitializer } from './initializers.ts';
import { Module } from './module.ts';
import { Parameter } from './parameter.ts';

/** Options of {@link Conv2d}. */
export interface Conv2dModuleOptions extends ConvolutionOptions {
  /** Add a bias to each output channel; true by default. */
  readonly bias?: boolean;
  /** Initialiser of the weight; He et al. 2015, uniform, by default. */
  readonly initializer?: Initializer;
}

/**
 * Convolution of a picture as a module, {@link conv2d}: `[batch, inputs, height, width] → [batch, outputs, rows, columns]`.
 *
 * @example
 * ```ts
 * import { Conv2d, ones, RandomGenerator } from '@heed/core';
 * const layer = new Conv2d(3, 5, 3, { stride: 2, padding: 1 }).initialize(new RandomGenerator(0));
 * console.log(layer.forward(ones([1, 3, 8, 6])).shape); // [1, 5, 4, 3]
 * ```
 */
export class Conv2d extends Module {
  /** [outputs, inputs / groups, kernel rows, kernel columns] */
  readonly weight: Parameter;
  /** [outputs] */
  readonly bias: Parameter | undefined;
  readonly #options: ConvolutionOptions;

  /** @param kernel Rows and columns that the window reads; one number stands for both. */
  constructor(inputs: number, outputs: number, kernel: number | Pair, options: Conv2dModuleOptions = {}) {
    super();
    checkOptions('Conv2d', options, ['bias', 'initializer', 'stride', 'padding', 'dilation', 'groups']);
    const { bias = true, initializer = kaimingUniform, ...rest } = options;
    checkWhole('Conv2d: inputs', inputs);
    const window = typeof kernel === 'number' ? [kernel, kernel] : kernel;
    checkKind('Conv2d: kernel', window, 'a list');
    this.weight = new Parameter([outputs, inputs / (rest.groups ?? 1), ...window], initializer);
    this.bias = bias ? new Parameter([outputs], zerosInitializer) : undefined;
    this.#options = rest;
  }

  override forward(x: Tensor): Tensor {
    return conv2d(x, this.weight, this.bias, this.#options);
  }
}
