import {
  conv1d,
  Module,
  multiply,
  normalInitializer,
  onesInitializer,
  Parameter,
  rsqrt,
  slice,
  sum,
  type Tensor,
  transpose,
  zerosInitializer,
} from '@heed/core';
import { activationNamed } from '@heed/transformer';
import type { Wav2Vec2Config } from './config.ts';

/** Size and direction of a weight (Salimans and Kingma 2016), under the names that PyTorch gives them. */
export class WeightNorm extends Module {
  /** Length of each place of the window, [1, 1, size]. */
  readonly original0: Parameter;
  /** Direction, [outputs, inputs / groups, size]. */
  readonly original1: Parameter;

  constructor(outputs: number, inputs: number, size: number) {
    super();
    this.original0 = new Parameter([1, 1, size], onesInitializer);
    this.original1 = new Parameter([outputs, inputs, size], normalInitializer(2 / Math.sqrt(size * outputs)));
  }

  /** `g · v / ‖v‖`, the length taken over all but the last axis. */
  override forward(): Tensor {
    const direction = this.original1.value;
    const squares = sum(multiply(direction, direction), { axis: [0, 1], keepAxes: true });
    return multiply(direction, multiply(this.original0.value, rsqrt(squares)));
  }
}

/** The place of {@link WeightNorm} among published names: `parametrizations.weight`. */
export class WeightNormParametrizations extends Module {
  readonly weight: WeightNorm;

  constructor(weight: WeightNorm) {
    super();
    this.weight = weight;
  }

  override forward(): Tensor {
    return this.weight.forward();
  }
}

/** A convolution of a sequence that keeps its length, whose weight has its size and its direction apart. */
export class WeightNormConv1d extends Module {
  readonly parametrizations: WeightNormParametrizations;
  /** [width] */
  readonly bias: Parameter;
  readonly #size: number;
  readonly #groups: number;

  constructor(width: number, size: number, groups: number) {
    super();
    this.parametrizations = new WeightNormParametrizations(new WeightNorm(width, width / groups, size));
    this.bias = new Parameter([width], zerosInitializer);
    this.#size = size;
    this.#groups = groups;
  }

  /** [batch, width, frames] → the same shape; a window of even size reads one frame more before than behind. */
  override forward(x: Tensor): Tensor {
    const padding = Math.floor(this.#size / 2);
    const weight = this.parametrizations.forward();
    const y = conv1d(x, weight, this.bias, { padding, groups: this.#groups });
    return slice(y, { axis: 2, end: x.shape[2] ?? 0 });
  }
}

/** Where frames stand, told by the frames around them (Baevski et al. 2020, §2): [batch, frames, width], to be added. */
export class Wav2Vec2PositionalConvEmbedding extends Module {
  readonly conv: WeightNormConv1d;
  readonly #activation: (x: Tensor) => Tensor;

  constructor(config: Wav2Vec2Config) {
    super(config);
    const { width, positionKernel, positionGroups, convolutionActivation } = config;
    this.conv = new WeightNormConv1d(width, positionKernel, positionGroups);
    this.#activation = activationNamed(convolutionActivation);
  }

  override forward(states: Tensor): Tensor {
    return transpose(this.#activation(this.conv.forward(transpose(states, [0, 2, 1]))), [0, 2, 1]);
  }
}
