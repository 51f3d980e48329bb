import {
  add,
  type Conv2dOptions,
  conv2d,
  kaimingNormal,
  Module,
  multiply,
  onesInitializer,
  Parameter,
  reshape,
  rsqrt,
  subtract,
  type Tensor,
  transpose,
  zerosInitializer,
} from '@heed/core';
import type { Size } from '../../patches/size.ts';

/** A convolution as a module: [batch, inputs, height, width] → [batch, outputs, rows, columns]. */
export class Convolution extends Module {
  /** [outputs, inputs / groups, side, side] */
  readonly weight: Parameter;
  readonly bias: Parameter | undefined;
  readonly #options: Conv2dOptions;

  constructor(
    inputs: number,
    outputs: number,
    side: number,
    { bias = true, ...options }: Conv2dOptions & { readonly bias?: boolean } = {},
  ) {
    super();
    const { groups = 1 } = options;
    this.weight = new Parameter([outputs, inputs / groups, side, side], kaimingNormal);
    this.bias = bias ? new Parameter([outputs], zerosInitializer) : undefined;
    this.#options = options;
  }

  override forward(x: Tensor): Tensor {
    return conv2d(x, this.weight, this.bias, this.#options);
  }
}

/**
 * Batch normalisation with the statistics of pretraining, in training too ("frozen"): batches of fine-tuning are too small
 * to take new ones of. Over the last axis.
 */
export class FrozenBatchNorm extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter;
  readonly runningMean: Parameter;
  readonly runningVar: Parameter;

  constructor(width: number) {
    super();
    this.weight = new Parameter([width], onesInitializer);
    this.bias = new Parameter([width], zerosInitializer);
    this.runningMean = new Parameter([width], zerosInitializer);
    this.runningVar = new Parameter([width], onesInitializer);
    this.runningMean.trainable = false;
    this.runningVar.trainable = false;
  }

  override forward(x: Tensor): Tensor {
    const factor = multiply(this.weight, rsqrt(add(this.runningVar, 1e-5)));
    return add(multiply(subtract(x, this.runningMean), factor), this.bias);
  }
}

/** [batch, channels, rows, columns] → [batch, rows · columns, channels] */
export function toTokens(map: Tensor): Tensor {
  const [batch = 0, channels = 0, rows = 0, columns = 0] = map.shape;
  return transpose(reshape(map, [batch, channels, rows * columns]), [0, 2, 1]);
}

/** [batch, rows · columns, channels] → [batch, channels, rows, columns] */
export function toMap(tokens: Tensor, [rows, columns]: Size): Tensor {
  const [batch = 0, , channels = 0] = tokens.shape;
  return reshape(transpose(tokens, [0, 2, 1]), [batch, channels, rows, columns]);
}
