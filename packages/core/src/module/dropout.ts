import { dropout } from '../ops/dropout.ts';
import { checkKind, checkShare } from '../options.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';
import { Module } from './module.ts';

/**
 * Inverted dropout (Srivastava et al. 2014): in training, each element is zero with probability `rate` and the
 * others are scaled by 1 / (1 − rate); in evaluation it does nothing.
 *
 * The generator is drawn from at each training call; share one among all dropouts of a model to make a run
 * repeatable, and save its state to resume it.
 *
 * @example
 * ```ts
 * import { Dropout, RandomGenerator, tensor } from '@heed/core';
 * const layer = new Dropout(0.5, new RandomGenerator(1)).train();
 * console.log(layer.forward(tensor([1, 1, 1, 1])).toString()); // zeros and twos
 * ```
 */
export class Dropout extends Module {
  readonly rate: number;
  /** Where the random numbers come from. */
  generator: RandomGenerator;

  constructor(rate: number, generator: RandomGenerator = new RandomGenerator(0)) {
    super();
    checkShare('Dropout: rate', rate);
    checkKind('Dropout: generator', generator, 'a RandomGenerator');
    this.rate = rate;
    this.generator = generator;
  }

  override forward(x: Tensor): Tensor {
    return dropout(x, { rate: this.rate, generator: this.generator, training: this.training });
  }
}
