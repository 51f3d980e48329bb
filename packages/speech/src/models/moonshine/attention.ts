import { Attention, type PositionScheme, type Projected, splitHeads } from '@heed/attention';
import { checkConfig, Linear, type RandomGenerator, type Tensor } from '@heed/core';
import type { MoonshineConfig } from './config.ts';

/** Attention of a sequence to itself, with rotary positions, or to what was heard, without. */
export class MoonshineAttention extends Attention {
  readonly qProj: Linear;
  readonly kProj: Linear;
  readonly vProj: Linear;
  readonly oProj: Linear;
  readonly #heads: number;

  constructor(config: MoonshineConfig, generator: RandomGenerator, positions?: PositionScheme) {
    checkConfig(new.target.name, config);
    super({ positions, dropout: config.attentionDropout, generator });
    const { width, heads, attentionBias: bias } = config;
    this.#heads = heads;
    this.qProj = new Linear(width, width, { bias });
    this.kProj = new Linear(width, width, { bias });
    this.vProj = new Linear(width, width, { bias });
    this.oProj = new Linear(width, width, { bias: false });
  }

  protected override project(states: Tensor, source: Tensor | undefined): Projected {
    const heads = (projection: Linear, x: Tensor): Tensor => splitHeads(projection.forward(x), this.#heads);
    return {
      queries: heads(this.qProj, states),
      keysAndValues: source && { keys: heads(this.kProj, source), values: heads(this.vProj, source) },
    };
  }

  protected override output(context: Tensor): Tensor {
    return this.oProj.forward(context);
  }
}
