import { ShapeError } from '../errors.ts';
import { add } from '../ops/add.ts';
import { checkEpsilon } from '../ops/check-epsilon.ts';
import { layerNorm } from '../ops/layer-norm.ts';
import { multiply } from '../ops/multiply.ts';
import { reshape } from '../ops/reshape.ts';
import { checkOptions } from '../options.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { onesInitializer, zerosInitializer } from './initializers.ts';
import type { NormOptions } from './layer-norm.ts';
import { Module } from './module.ts';
import { Parameter } from './parameter.ts';

/**
 * Group normalisation (Wu and He 2018): neighbouring channels form groups, and each group of each example is brought
 * to a mean of 0 and a variance of 1 over its channels and places, then every channel is scaled and moved:
 * `[batch, channels, …places]` → the same shape. One group is a norm of the whole example; as many groups as channels
 * are a norm of each channel (instance normalisation).
 *
 * @example
 * ```ts
 * import { GroupNorm, RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const norm = new GroupNorm(2, 6).initialize(generator);
 * console.log(norm.forward(generator.normal([1, 6, 5])).shape); // [1, 6, 5]
 * ```
 */
export class GroupNorm extends Module {
  /** [channels] */
  readonly weight: Parameter;
  /** [channels] */
  readonly bias: Parameter;
  readonly groups: number;
  readonly #epsilon: number;

  /** @throws {ShapeError} for channels that do not divide into groups. */
  constructor(groups: number, channels: number, options: NormOptions = {}) {
    super();
    checkOptions('GroupNorm', options, ['epsilon']);
    if (!Number.isInteger(groups) || groups < 1 || !Number.isInteger(channels / groups)) {
      throw new ShapeError(`GroupNorm: ${channels} channels do not divide into ${groups} groups`);
    }
    this.weight = new Parameter([channels], onesInitializer);
    this.bias = new Parameter([channels], zerosInitializer);
    this.groups = groups;
    this.#epsilon = checkEpsilon('GroupNorm', options.epsilon ?? 1e-5);
  }

  /** @throws {ShapeError} for other than [batch, channels, …places]. */
  override forward(x: Tensor): Tensor {
    const [batch = 0, channels = 0, ...places] = x.shape;
    const [expected = 0] = this.weight.shape;
    if (x.rank < 2 || channels !== expected) {
      throw new ShapeError(`GroupNorm: x must be [batch, ${expected}, …places], got ${showShape(x.shape)}`);
    }
    const size = (channels / this.groups) * places.reduce((product, length) => product * length, 1);
    const normed = layerNorm(reshape(x, [batch, this.groups, size]), undefined, undefined, {
      epsilon: this.#epsilon,
    });
    const column = [channels, ...places.map(() => 1)];
    const scaled = multiply(reshape(normed, x.shape), reshape(this.weight.value, column));
    return add(scaled, reshape(this.bias.value, column));
  }
}
