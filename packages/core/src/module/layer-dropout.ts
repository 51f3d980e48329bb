import { checkShare } from '../options.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import { Module } from './module.ts';

/**
 * Layer dropout (Fan et al. 2020): in training each of a stack's layers is left out with probability `rate`, so that the
 * states go past it; in evaluation none is. Nothing is scaled, unlike with `Dropout`.
 *
 * @example
 * ```ts
 * import { LayerDropout, Linear, Module, RandomGenerator, relu, type Tensor } from '@heed/core';
 * class Stack extends Module {
 *   readonly layers = Array.from({ length: 6 }, () => new Linear(4, 4));
 *   readonly layerDropout = new LayerDropout(0.5);
 *   override forward(x: Tensor): Tensor {
 *     return this.layers.reduce((state, layer) => this.layerDropout.forward(state, () => relu(layer.forward(state))), x);
 *   }
 * }
 * const generator = new RandomGenerator(1);
 * const stack = new Stack().initialize(generator).train();
 * console.log(stack.forward(generator.normal([2, 4])).shape); // [2, 4], by about three of the six layers
 * ```
 */
export class LayerDropout extends Module {
  readonly rate: number;
  /** Where the random numbers come from. */
  generator: RandomGenerator;

  /** @throws {OptionError} for a rate outside 0…1. */
  constructor(rate: number, generator: RandomGenerator = new RandomGenerator(0)) {
    super();
    checkShare('LayerDropout: rate', rate);
    this.rate = rate;
    this.generator = generator;
  }

  /** What the layer makes of the states, or the states where it is left out this time. */
  override forward<State>(states: State, layer: (states: State) => State): State {
    return this.training && this.rate > 0 && this.generator.nextUniform() < this.rate
      ? states
      : layer(states);
  }
}
