import { Attention, type PositionScheme, type Projected, softCapped, splitHeads } from '@heed/attention';
import { checkConfig, Linear, linearEach, type RandomGenerator, type Tensor } from '@heed/core';
import type { GemmaConfig } from './config.ts';
import { GemmaNorm } from './norm.ts';

/** Gemma's attention: grouped queries, a window in some layers, capped scores (2) or normed queries and keys (3). */
export class GemmaAttention extends Attention {
  readonly qProj: Linear;
  readonly kProj: Linear;
  readonly vProj: Linear;
  readonly oProj: Linear;
  readonly qNorm: GemmaNorm | undefined;
  readonly kNorm: GemmaNorm | undefined;
  readonly #config: GemmaConfig;

  /** @param positions Shared by all layers of one kind. */
  constructor(config: GemmaConfig, layer: number, positions: PositionScheme, generator: RandomGenerator) {
    checkConfig(new.target.name, config);
    const { width, heads, keyValueHeads, headDimension, scoreCap, attentionBias: bias, epsilon } = config;
    super({
      positions,
      generator,
      scale: config.scale,
      window: config.windows[layer],
      dropout: config.attentionDropout,
      normalizer: scoreCap === undefined ? undefined : softCapped(scoreCap),
    });
    this.#config = config;
    this.qProj = new Linear(width, heads * headDimension, { bias });
    this.kProj = new Linear(width, keyValueHeads * headDimension, { bias });
    this.vProj = new Linear(width, keyValueHeads * headDimension, { bias });
    this.oProj = new Linear(heads * headDimension, width, { bias });
    this.qNorm = config.queryKeyNorm ? new GemmaNorm(headDimension, epsilon) : undefined;
    this.kNorm = config.queryKeyNorm ? new GemmaNorm(headDimension, epsilon) : undefined;
  }

  protected override project(states: Tensor): Projected {
    const { heads, keyValueHeads } = this.#config;
    const projected = linearEach([this.qProj, this.kProj, this.vProj], states);
    const queries = splitHeads(projected[0], heads);
    const keys = splitHeads(projected[1], keyValueHeads);
    const values = splitHeads(projected[2], keyValueHeads);
    return {
      queries: this.qNorm?.forward(queries) ?? queries,
      keysAndValues: { keys: this.kNorm?.forward(keys) ?? keys, values },
    };
  }

  protected override output(context: Tensor): Tensor {
    return this.oProj.forward(context);
  }
}
