import { Attention, type Projected, splitHeads } from '@heed/attention';
import { checkConfig, type Embedding, Linear, type RandomGenerator, type Tensor } from '@heed/core';
import type { T5Config } from './config.ts';
import type { T5PositionBias } from './position-bias.ts';

/** What a layer's attention is told of its place. */
export interface T5AttentionOptions {
  /** For self-attention; attention to the encoder knows no positions. */
  readonly positions?: T5PositionBias;
  /** The first layer of a stack has the table of positions for all. */
  readonly first?: boolean;
}

/** T5's attention: no biases, and scores that are not scaled. */
export class T5Attention extends Attention {
  readonly q: Linear;
  readonly k: Linear;
  readonly v: Linear;
  readonly o: Linear;
  readonly relativeAttentionBias: Embedding | undefined;
  readonly #heads: number;

  constructor(
    config: T5Config,
    generator: RandomGenerator,
    { positions, first = false }: T5AttentionOptions = {},
  ) {
    checkConfig(new.target.name, config);
    super({ positions, scale: 1, dropout: config.dropout, generator });
    const { width, heads, headDimension } = config;
    this.#heads = heads;
    this.q = new Linear(width, heads * headDimension, { bias: false });
    this.k = new Linear(width, heads * headDimension, { bias: false });
    this.v = new Linear(width, heads * headDimension, { bias: false });
    this.o = new Linear(heads * headDimension, width, { bias: false });
    this.relativeAttentionBias = first ? positions?.table.relativeAttentionBias : undefined;
  }

  protected override project(states: Tensor, source: Tensor | undefined): Projected {
    const heads = (projection: Linear, x: Tensor): Tensor => splitHeads(projection.forward(x), this.#heads);
    return {
      queries: heads(this.q, states),
      keysAndValues: source && { keys: heads(this.k, source), values: heads(this.v, source) },
    };
  }

  protected override output(context: Tensor): Tensor {
    return this.o.forward(context);
  }
}
