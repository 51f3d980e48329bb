import { Attention, type PositionScheme, type Projected, splitHeads } from '@heed/attention';
import { checkConfig, Linear, type RandomGenerator, split, type Tensor } from '@heed/core';
import type { GptNeoXConfig } from './config.ts';

/** GPT-NeoX's attention: one projection, in which each head has its query, key and value side by side. */
export class GptNeoXAttention extends Attention {
  readonly queryKeyValue: Linear;
  readonly dense: Linear;
  readonly #heads: number;

  /** @param positions Shared by all layers. */
  constructor(config: GptNeoXConfig, positions: PositionScheme, generator: RandomGenerator) {
    checkConfig(new.target.name, config);
    super({ positions, dropout: config.attentionDropout, generator });
    const { width, heads, attentionBias: bias } = config;
    this.#heads = heads;
    this.queryKeyValue = new Linear(width, 3 * width, { bias });
    this.dense = new Linear(width, width, { bias });
  }

  protected override project(states: Tensor): Projected {
    // [batch, heads, length, 3 · headDimension]
    const fused = splitHeads(this.queryKeyValue.forward(states), this.#heads);
    const [queries, keys, values] = split(fused, { axis: -1, parts: 3 });
    return { queries, keysAndValues: { keys, values } };
  }

  protected override output(context: Tensor): Tensor {
    return this.dense.forward(context);
  }
}
