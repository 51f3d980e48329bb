import { Attention, type Projected, splitHeads } from '@heed/attention';
import {
  checkConfig,
  Dropout,
  LayerNorm,
  Linear,
  Module,
  type RandomGenerator,
  type Tensor,
} from '@heed/core';
import { addLinear } from '../../layers/residual.ts';
import type { EncoderOptions } from '../encoder-model.ts';
import type { BertConfig } from './config.ts';

/** The heads of BERT's attention; what projects them together again is in {@link BertOutput}. */
export class BertSelfAttention extends Attention {
  readonly query: Linear;
  readonly key: Linear;
  readonly value: Linear;
  readonly #heads: number;

  constructor(config: BertConfig, generator: RandomGenerator) {
    checkConfig(new.target.name, config);
    const { width, heads, attentionDropout } = config;
    super({ dropout: attentionDropout, generator });
    this.#heads = heads;
    this.query = new Linear(width, width);
    this.key = new Linear(width, width);
    this.value = new Linear(width, width);
  }

  protected override project(states: Tensor): Projected {
    return projectHeads(states, this.#heads, [this.query, this.key, this.value]);
  }
}

/** Queries, keys and values of as many heads, each from a layer of its own. */
export function projectHeads(
  states: Tensor,
  heads: number,
  layers: readonly [queries: Linear, keys: Linear, values: Linear],
): Projected {
  const [queries, keys, values] = layers;
  const split = (layer: Linear): Tensor => splitHeads(layer.forward(states), heads);
  return { queries: split(queries), keysAndValues: { keys: split(keys), values: split(values) } };
}

/** The end of a sub-layer: projection, dropout, residual sum, norm. */
export class BertOutput extends Module {
  readonly dense: Linear;
  readonly LayerNorm: LayerNorm;
  readonly dropout: Dropout;

  /** @param inputs Width of what comes from the sub-layer. */
  constructor(inputs: number, config: BertConfig, generator: RandomGenerator) {
    super(config);
    const { width, epsilon, dropout } = config;
    this.dense = new Linear(inputs, width);
    this.LayerNorm = new LayerNorm(width, { epsilon });
    this.dropout = new Dropout(dropout, generator);
  }

  /**
   * Adds what a sub-layer gave, [batch, length, inputs], to the states that went past it.
   *
   * @param states [batch, length, width]
   */
  override forward(x: Tensor, states: Tensor): Tensor {
    return this.LayerNorm.forward(addLinear(states, this.dense, x, this.dropout));
  }
}

/** Self-attention with what stands behind it. */
export class BertAttention extends Module {
  readonly self: BertSelfAttention;
  readonly output: BertOutput;

  constructor(config: BertConfig, generator: RandomGenerator) {
    super(config);
    this.self = new BertSelfAttention(config, generator);
    this.output = new BertOutput(config.width, config, generator);
  }

  override forward(states: Tensor, { mask }: Pick<EncoderOptions, 'mask'>): Tensor {
    return this.output.forward(this.self.forward(states, { mask }), states);
  }
}
