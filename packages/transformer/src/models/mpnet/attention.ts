import { Attention, type PositionScheme, type Projected } from '@heed/attention';
import {
  add,
  checkConfig,
  Dropout,
  LayerNorm,
  Linear,
  Module,
  type RandomGenerator,
  type Tensor,
} from '@heed/core';
import { projectHeads } from '../bert/attention.ts';
import type { BertConfig } from '../bert/config.ts';
import type { EncoderOptions } from '../encoder-model.ts';

/** Attention with a relative position bias, under the names of published MPNet weights. */
export class MPNetSelfAttention extends Attention {
  readonly q: Linear;
  readonly k: Linear;
  readonly v: Linear;
  readonly o: Linear;
  readonly #heads: number;

  /** @param positions Shared by all layers. */
  constructor(config: BertConfig, positions: PositionScheme, generator: RandomGenerator) {
    checkConfig(new.target.name, config);
    const { width, heads, attentionDropout } = config;
    super({ positions, dropout: attentionDropout, generator });
    this.#heads = heads;
    this.q = new Linear(width, width);
    this.k = new Linear(width, width);
    this.v = new Linear(width, width);
    this.o = new Linear(width, width);
  }

  protected override project(states: Tensor): Projected {
    return projectHeads(states, this.#heads, [this.q, this.k, this.v]);
  }

  protected override output(context: Tensor): Tensor {
    return this.o.forward(context);
  }
}

/** Self-attention, dropout, residual sum and norm. */
export class MPNetAttention extends Module {
  readonly attn: MPNetSelfAttention;
  readonly LayerNorm: LayerNorm;
  readonly dropout: Dropout;

  constructor(config: BertConfig, positions: PositionScheme, generator: RandomGenerator) {
    super(config);
    this.attn = new MPNetSelfAttention(config, positions, generator);
    this.LayerNorm = new LayerNorm(config.width, { epsilon: config.epsilon });
    this.dropout = new Dropout(config.dropout, generator);
  }

  override forward(states: Tensor, { mask }: Pick<EncoderOptions, 'mask'>): Tensor {
    const attended = this.dropout.forward(this.attn.forward(states, { mask }));
    return this.LayerNorm.forward(add(attended, states));
  }
}
