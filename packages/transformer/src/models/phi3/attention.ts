import { Attention, type PositionScheme, type Projected, splitHeads } from '@heed/attention';
import { checkConfig, Linear, type RandomGenerator, slice, type Tensor } from '@heed/core';
import type { Phi3Config } from './config.ts';

/** Phi-3's attention: one projection gives all queries, then all keys, then all values. */
export class Phi3Attention extends Attention {
  readonly qkvProj: Linear;
  readonly oProj: Linear;
  readonly #config: Phi3Config;

  /** @param positions Shared by all layers. */
  constructor(config: Phi3Config, positions: PositionScheme, generator: RandomGenerator) {
    checkConfig(new.target.name, config);
    super({ positions, window: config.window, dropout: config.attentionDropout, generator });
    const { width, heads, keyValueHeads, headDimension } = config;
    this.#config = config;
    this.qkvProj = new Linear(width, (heads + 2 * keyValueHeads) * headDimension, { bias: false });
    this.oProj = new Linear(heads * headDimension, width, { bias: false });
  }

  protected override project(states: Tensor): Projected {
    const { heads, keyValueHeads, headDimension } = this.#config;
    const fused = this.qkvProj.forward(states);
    const take = (from: number, count: number): Tensor => {
      const [start, end] = [from * headDimension, (from + count) * headDimension];
      return splitHeads(slice(fused, { axis: -1, start, end }), count);
    };
    return {
      queries: take(0, heads),
      keysAndValues: {
        keys: take(heads, keyValueHeads),
        values: take(heads + keyValueHeads, keyValueHeads),
      },
    };
  }

  protected override output(context: Tensor): Tensor {
    return this.oProj.forward(context);
  }
}
