import { Dropout, Module, multiply, ones, type RandomGenerator, type Tensor, to } from '@heed/core';

/**
 * Stochastic depth (Huang et al. 2016): in training, a branch is left out for some rows of a batch, and scaled up for the
 * others by 1 / (1 − rate).
 *
 * @example
 * ```ts
 * import { ones, RandomGenerator } from '@heed/core';
 * import { StochasticDepth } from '@heed/vision';
 * const depth = new StochasticDepth(0.5, new RandomGenerator(1)).train();
 * console.log(depth.forward(ones([4, 2])).toString()); // rows of 0 and rows of 2
 * ```
 */
export class StochasticDepth extends Module {
  readonly dropout: Dropout;

  /** @param rate How often a row is left out. */
  constructor(rate: number, generator: RandomGenerator) {
    super();
    this.dropout = new Dropout(rate, generator);
  }

  /** [batch, …] → the same shape. */
  override forward(x: Tensor): Tensor {
    if (!this.training || this.dropout.rate === 0) return x;
    const rows = to(ones([x.shape[0] ?? 0, ...x.shape.slice(1).map(() => 1)]), x.backend);
    return multiply(x, this.dropout.forward(rows));
  }
}

/** Rates that rise in equal steps from 0 at the first layer to the full rate at the last. */
export function depthRates(rate: number, layers: number): readonly number[] {
  return Array.from({ length: layers }, (_, index) => (layers === 1 ? 0 : (rate * index) / (layers - 1)));
}
