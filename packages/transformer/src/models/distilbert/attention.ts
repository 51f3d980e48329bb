import { Attention, type Projected } from '@heed/attention';
import { checkConfig, Linear, type RandomGenerator, type Tensor } from '@heed/core';
import { projectHeads } from '../bert/attention.ts';
import type { DistilBertConfig } from './config.ts';

/** Multi-head attention under the names of published DistilBERT weights. */
export class DistilBertAttention extends Attention {
  readonly qLin: Linear;
  readonly kLin: Linear;
  readonly vLin: Linear;
  readonly outLin: Linear;
  readonly #heads: number;

  constructor(config: DistilBertConfig, generator: RandomGenerator) {
    checkConfig(new.target.name, config);
    const { width, heads, attentionDropout } = config;
    super({ dropout: attentionDropout, generator });
    this.#heads = heads;
    this.qLin = new Linear(width, width);
    this.kLin = new Linear(width, width);
    this.vLin = new Linear(width, width);
    this.outLin = new Linear(width, width);
  }

  protected override project(states: Tensor): Projected {
    return projectHeads(states, this.#heads, [this.qLin, this.kLin, this.vLin]);
  }

  protected override output(context: Tensor): Tensor {
    return this.outLin.forward(context);
  }
}
