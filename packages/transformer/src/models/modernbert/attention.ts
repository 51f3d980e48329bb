import { Attention, type PositionScheme, type Projected, splitHeads } from '@heed/attention';
import { checkConfig, Dropout, Linear, type RandomGenerator, split, type Tensor } from '@heed/core';
import type { ModernBertConfig } from './config.ts';

/** Attention with rotary positions, in a window or not; queries, keys and values come from one projection. */
export class ModernBertAttention extends Attention {
  readonly Wqkv: Linear;
  readonly Wo: Linear;
  readonly outDrop: Dropout;
  readonly #heads: number;

  /** @param positions Those of layers with a window, or of layers without, shared by all of a kind. */
  constructor(
    config: ModernBertConfig,
    layer: number,
    positions: PositionScheme,
    generator: RandomGenerator,
  ) {
    checkConfig(new.target.name, config);
    const { width, heads, attentionBias: bias, attentionDropout: dropout } = config;
    super({ window: config.windows[layer], positions, dropout, generator });
    this.#heads = heads;
    this.Wqkv = new Linear(width, 3 * width, { bias });
    this.Wo = new Linear(width, width, { bias });
    this.outDrop = new Dropout(dropout, generator);
  }

  protected override project(states: Tensor): Projected {
    const [queries, keys, values] = split(this.Wqkv.forward(states), { axis: -1, parts: 3 });
    const heads = this.#heads;
    return {
      queries: splitHeads(queries, heads),
      keysAndValues: { keys: splitHeads(keys, heads), values: splitHeads(values, heads) },
    };
  }

  protected override output(context: Tensor): Tensor {
    return this.outDrop.forward(this.Wo.forward(context));
  }
}
