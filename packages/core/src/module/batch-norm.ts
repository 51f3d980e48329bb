import { ShapeError } from '../errors.ts';
import { isRerunning } from '../gradient/checkpoint.ts';
import { withoutTapes } from '../gradient/tape.ts';
import { tidy } from '../memory/scope.ts';
import { add } from '../ops/add.ts';
import { cast } from '../ops/cast.ts';
import { checkEpsilon } from '../ops/check-epsilon.ts';
import { divide } from '../ops/divide.ts';
import { zeros } from '../ops/full.ts';
import { mean } from '../ops/mean.ts';
import { multiply } from '../ops/multiply.ts';
import { reshape } from '../ops/reshape.ts';
import { rsqrt } from '../ops/rsqrt.ts';
import { subtract } from '../ops/subtract.ts';
import { checkOptions, checkShare } from '../options.ts';
import { type Shape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { onesInitializer, zerosInitializer } from './initializers.ts';
import type { NormOptions } from './layer-norm.ts';
import { Module } from './module.ts';
import { ModuleBuffer } from './module-buffer.ts';
import { Parameter } from './parameter.ts';

/** Options of {@link BatchNorm}. */
export interface BatchNormOptions extends NormOptions {
  /**
   * Share of a batch in the running statistics, `running ← running + momentum · (batch − running)`; 0.1 by default, as in
   * PyTorch. `cumulative` is the mean over all batches seen (PyTorch's `None`).
   */
  readonly momentum?: number | 'cumulative';
}

/** One number per channel as it broadcasts over [batch, channels, …]. */
function perChannel(x: Tensor, rank: number): Tensor {
  return reshape(x, [x.size, ...Array<number>(rank - 2).fill(1)]);
}

function checkChannels(name: string, shape: Shape, width: number): void {
  if (shape.length >= 2 && shape[1] === width) return;
  throw new ShapeError(`${name}: expected [batch, ${width}, …], got ${showShape(shape)}`);
}

/** What a layer knows of each channel. */
interface ChannelStatistics {
  readonly weight: Parameter;
  readonly bias: Parameter;
  readonly runningMean: Parameter;
  readonly runningVar: Parameter;
}

/** `(x − mean) / √(variance + ε) · weight + bias` as one product and one sum. */
function normalize(x: Tensor, statistics: ChannelStatistics, epsilon: number): Tensor {
  const { weight, bias, runningMean, runningVar } = statistics;
  const factor = multiply(weight, rsqrt(add(runningVar, epsilon)));
  const offset = subtract(bias, multiply(runningMean, factor));
  return add(multiply(x, perChannel(factor, x.rank)), perChannel(offset, x.rank));
}

/**
 * Batch normalisation (Ioffe and Szegedy 2015) of `[batch, channels, …]`, one, two or three axes behind the channels or
 * none: `y = (x − mean) / √(variance + ε) · weight + bias`, for each channel over the batch and all other axes.
 *
 * In training, mean and variance are those of the batch, through which gradients flow, and the running statistics take
 * them up, the variance as `Σ (x − mean)² / (n − 1)`. In evaluation they are the running statistics. Those are buffers:
 * saved and loaded with the weights (`running_mean`, `running_var`, `num_batches_tracked`), never trained.
 * Under `recompute()` a batch counts once.
 *
 * @throws {ShapeError} for another number of channels, and in training for one value per channel.
 *
 * @example
 * ```ts
 * import { BatchNorm, RandomGenerator, tensor } from '@heed/core';
 * const norm = new BatchNorm(2).initialize(new RandomGenerator(0)).train();
 * console.log(norm.forward(tensor([[1, 5], [3, 9]])).toString()); // [[-1, -1], [1, 1]], nearly
 * console.log(norm.runningMean.value.toString()); // [0.2, 0.7]
 * ```
 */
export class BatchNorm extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter;
  readonly runningMean: ModuleBuffer;
  readonly runningVar: ModuleBuffer;
  /** int32 []: batches that the running statistics have seen. */
  readonly numBatchesTracked: ModuleBuffer;
  readonly #epsilon: number;
  readonly #momentum: number | 'cumulative';

  constructor(channels: number, options: BatchNormOptions = {}) {
    super();
    checkOptions('BatchNorm', options, ['epsilon', 'momentum']);
    const { epsilon = 1e-5, momentum = 0.1 } = options;
    if (momentum !== 'cumulative') checkShare('BatchNorm: momentum', momentum);
    this.weight = new Parameter([channels], onesInitializer);
    this.bias = new Parameter([channels], zerosInitializer);
    this.runningMean = new ModuleBuffer([channels], zerosInitializer);
    this.runningVar = new ModuleBuffer([channels], onesInitializer);
    this.numBatchesTracked = new ModuleBuffer([], (shape) => zeros(shape, 'int32'), 'int32');
    this.#epsilon = checkEpsilon('BatchNorm', epsilon);
    this.#momentum = momentum;
  }

  override forward(x: Tensor): Tensor {
    checkChannels('BatchNorm', x.shape, this.weight.size);
    if (!this.training) return normalize(x, this, this.#epsilon);
    const count = x.size / this.weight.size;
    if (count < 2) {
      throw new ShapeError(
        `BatchNorm: training needs more than one value per channel, got ${showShape(x.shape)}`,
      );
    }
    const over = { axis: x.shape.map((_, axis) => axis).filter((axis) => axis !== 1), keepAxes: true };
    const average = mean(x, over);
    const centered = subtract(x, average);
    const variance = mean(multiply(centered, centered), over);
    if (!isRerunning()) this.#track(average, variance, count);
    const scaled = multiply(centered, rsqrt(add(variance, this.#epsilon)));
    const { weight, bias } = this;
    return add(multiply(scaled, perChannel(weight.value, x.rank)), perChannel(bias.value, x.rank));
  }

  /** Takes the statistics of a batch of `count` values per channel up into the running ones. */
  #track(average: Tensor, variance: Tensor, count: number): void {
    withoutTapes(() =>
      tidy(() => {
        this.numBatchesTracked.assign(add(this.numBatchesTracked, 1));
        const share =
          this.#momentum === 'cumulative'
            ? divide(1, cast(this.numBatchesTracked, average.dtype))
            : this.#momentum;
        const follow = (running: ModuleBuffer, seen: Tensor): void => {
          const step = multiply(subtract(reshape(seen, running.shape), running), share);
          running.assign(add(running, step));
        };
        follow(this.runningMean, average);
        follow(this.runningVar, multiply(variance, count / (count - 1)));
      }),
    );
  }
}

/**
 * Batch normalisation with the statistics of pretraining, in training too, and with a gain and a bias that are not
 * trained either: backbones of detectors, whose batches are too small to take new statistics of (PyTorch's
 * `FrozenBatchNorm2d`). All four are buffers.
 *
 * @throws {ShapeError} for another number of channels.
 *
 * @example
 * ```ts
 * import { FrozenBatchNorm, RandomGenerator, tensor } from '@heed/core';
 * const norm = new FrozenBatchNorm(2).initialize(new RandomGenerator(0)).train();
 * console.log(norm.forward(tensor([[1, 5]])).toString(), norm.trainableValues().size); // [[1, 5]], nearly, and 0
 * ```
 */
export class FrozenBatchNorm extends Module {
  readonly weight: ModuleBuffer;
  readonly bias: ModuleBuffer;
  readonly runningMean: ModuleBuffer;
  readonly runningVar: ModuleBuffer;
  readonly #epsilon: number;

  constructor(channels: number, options: NormOptions = {}) {
    super();
    checkOptions('FrozenBatchNorm', options, ['epsilon']);
    this.weight = new ModuleBuffer([channels], onesInitializer);
    this.bias = new ModuleBuffer([channels], zerosInitializer);
    this.runningMean = new ModuleBuffer([channels], zerosInitializer);
    this.runningVar = new ModuleBuffer([channels], onesInitializer);
    this.#epsilon = checkEpsilon('FrozenBatchNorm', options.epsilon ?? 1e-5);
  }

  override forward(x: Tensor): Tensor {
    checkChannels('FrozenBatchNorm', x.shape, this.weight.size);
    return normalize(x, this, this.#epsilon);
  }
}
