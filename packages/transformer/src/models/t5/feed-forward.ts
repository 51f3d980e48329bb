import { Dropout, Linear, Module, type RandomGenerator, type Tensor } from '@heed/core';
import { activatedLinear } from '../activations.ts';
import type { T5Config } from './config.ts';

/** The feed-forward layer, `wo(act(wi(x)))`, or with a gate (Shazeer 2020), `wo(act(wi_0(x)) ⊙ wi_1(x))`. */
export class T5FeedForward extends Module {
  readonly wi: Linear | undefined;
  readonly wi_0: Linear | undefined;
  readonly wi_1: Linear | undefined;
  readonly wo: Linear;
  readonly dropout: Dropout;
  readonly #hidden: (x: Tensor) => Tensor;

  constructor(config: T5Config, generator: RandomGenerator) {
    super(config);
    const { width, feedForwardWidth, activation, gated, dropout } = config;
    const activated = activatedLinear(activation);
    const inner = new Linear(width, feedForwardWidth, { bias: false });
    if (gated) {
      const linear = new Linear(width, feedForwardWidth, { bias: false });
      this.wi_0 = inner;
      this.wi_1 = linear;
      this.#hidden = (x) => activated(inner, x, linear);
    } else {
      this.wi = inner;
      this.#hidden = (x) => activated(inner, x);
    }
    this.wo = new Linear(feedForwardWidth, width, { bias: false });
    this.dropout = new Dropout(dropout, generator);
  }

  override forward(x: Tensor): Tensor {
    return this.wo.forward(this.dropout.forward(this.#hidden(x)));
  }
}
