import { Attention, type PositionScheme, type Projected, splitHeads } from '@heed/attention';
import {
  checkConfig,
  Linear,
  linearEach,
  linearThen,
  type RandomGenerator,
  RMSNorm,
  type Tensor,
} from '@heed/core';
import type { LlamaConfig } from './config.ts';

/** Grouped-query attention with rotary positions, under the names of published Llama weights. */
export class LlamaAttention extends Attention {
  readonly qProj: Linear;
  readonly kProj: Linear;
  readonly vProj: Linear;
  readonly oProj: Linear;
  readonly qNorm: RMSNorm | undefined;
  readonly kNorm: RMSNorm | undefined;
  readonly #config: LlamaConfig;

  /** @param positions Shared by all layers. */
  constructor(config: LlamaConfig, layer: number, positions: PositionScheme, generator?: RandomGenerator) {
    checkConfig(new.target.name, config);
    super({ positions, window: config.windows[layer], dropout: config.attentionDropout, generator });
    const { width, heads, keyValueHeads, headDimension, attentionBias: bias, epsilon } = config;
    this.#config = config;
    this.qProj = new Linear(width, heads * headDimension, { bias });
    this.kProj = new Linear(width, keyValueHeads * headDimension, { bias });
    this.vProj = new Linear(width, keyValueHeads * headDimension, { bias });
    this.oProj = new Linear(heads * headDimension, width, { bias: config.outputBias });
    this.qNorm = config.queryKeyNorm ? new RMSNorm(headDimension, { epsilon }) : undefined;
    this.kNorm = config.queryKeyNorm ? new RMSNorm(headDimension, { epsilon }) : undefined;
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

  protected override outputOnto(residual: Tensor, context: Tensor): Tensor {
    return linearThen(this.oProj, context, { residual });
  }
}
