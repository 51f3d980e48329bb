import {
  checkOptions,
  Dropout,
  gelu,
  Linear,
  Module,
  OptionError,
  passBy,
  type RandomGenerator,
  relu,
  type Tensor,
} from '@heed/core';

/** The activations of the feed-forward layer, by name. */
export type ActivationName = 'relu' | 'gelu';

/** Options of {@link FeedForward}. */
export interface FeedForwardOptions {
  /** Activation between the two maps; relu by default. */
  readonly activation?: ActivationName;
  /** Probability of dropping an inner unit in training; 0 by default. */
  readonly dropout?: number;
  /** Source of the dropout's randomness. */
  readonly generator?: RandomGenerator;
}

const activations: Readonly<Record<ActivationName, (x: Tensor) => Tensor>> = { relu, gelu: (x) => gelu(x) };

/**
 * Position-wise feed-forward network (Vaswani et al. 2017, §3.3): `W₂ · act(W₁ x + b₁) + b₂`,
 * [batch, length, width] → [batch, length, width]. Observers can ask for `hidden`, the activated inner units.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { FeedForward } from '@heed/transformer';
 * const generator = new RandomGenerator(0);
 * const layer = new FeedForward(4, 16).initialize(generator);
 * console.log(layer.forward(generator.normal([1, 2, 4])).shape); // [1, 2, 4]
 * ```
 */
export class FeedForward extends Module {
  readonly inner: Linear;
  readonly dropout: Dropout;
  readonly outer: Linear;
  readonly activation: ActivationName;

  constructor(width: number, feedForwardWidth: number, options: FeedForwardOptions = {}) {
    super();
    checkOptions('FeedForward', options, ['activation', 'dropout', 'generator']);
    this.activation = options.activation ?? 'relu';
    if (!(this.activation in activations)) {
      const known = Object.keys(activations).join(', ');
      throw new OptionError(`FeedForward: unknown activation ${this.activation}; known: ${known}`);
    }
    this.inner = new Linear(width, feedForwardWidth);
    this.dropout = new Dropout(options.dropout ?? 0, options.generator);
    this.outer = new Linear(feedForwardWidth, width);
  }

  override get observationPoints(): readonly string[] {
    return ['hidden'];
  }

  override forward(x: Tensor): Tensor {
    const hidden = passBy(this, 'hidden', activations[this.activation](this.inner.forward(x)));
    return this.outer.forward(this.dropout.forward(hidden));
  }
}
