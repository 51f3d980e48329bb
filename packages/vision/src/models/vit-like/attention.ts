import { Attention, type PositionScheme, type Projected, splitHeads } from '@heed/attention';
import {
  checkConfig,
  Dropout,
  type Initializer,
  Linear,
  Module,
  type RandomGenerator,
  type Tensor,
} from '@heed/core';

/** What an attention of ViT's kind is made of. */
export interface ViTAttentionConfig {
  readonly width: number;
  readonly heads: number;
  readonly dropout: number;
  readonly attentionDropout: number;
  /** Biases of queries, keys and values. */
  readonly queryKeyValueBias: boolean;
}

/** Where the heads of a family differ from ViT's. */
export interface ViTSelfAttentionOptions {
  /** How heads know the way from patch to patch, beside what the tokens say; not at all by default. */
  readonly positions?: PositionScheme | undefined;
  /** Biases of the keys alone; those of queries and values by default. */
  readonly keyBias?: boolean;
  /** Initialiser of the weights; Xavier uniform by default. */
  readonly initializer?: Initializer;
}

/** The heads of ViT's attention; what projects them together again is in {@link ViTAttentionOutput}. */
export class ViTSelfAttention extends Attention {
  readonly query: Linear;
  readonly key: Linear;
  readonly value: Linear;
  readonly #heads: number;

  constructor(
    config: Omit<ViTAttentionConfig, 'dropout'>,
    generator: RandomGenerator,
    { positions, keyBias, ...weights }: ViTSelfAttentionOptions = {},
  ) {
    checkConfig(new.target.name, config);
    super({ dropout: config.attentionDropout, generator, positions });
    const { width, heads, queryKeyValueBias: bias } = config;
    this.#heads = heads;
    this.query = new Linear(width, width, { bias, ...weights });
    this.key = new Linear(width, width, { bias: keyBias ?? bias, ...weights });
    this.value = new Linear(width, width, { bias, ...weights });
  }

  protected override project(states: Tensor, source: Tensor | undefined): Projected {
    const split = (layer: Linear, x: Tensor): Tensor => splitHeads(layer.forward(x), this.#heads);
    return {
      queries: split(this.query, states),
      keysAndValues: source && { keys: split(this.key, source), values: split(this.value, source) },
    };
  }
}

/** Projects what the heads read together. */
export class ViTAttentionOutput extends Module {
  readonly dense: Linear;
  readonly dropout: Dropout;

  /** @param weights How fresh ones are drawn; Xavier uniform by default. */
  constructor(
    width: number,
    dropout: number,
    generator: RandomGenerator,
    weights: Pick<ViTSelfAttentionOptions, 'initializer'> = {},
  ) {
    super();
    this.dense = new Linear(width, width, weights);
    this.dropout = new Dropout(dropout, generator);
  }

  override forward(x: Tensor): Tensor {
    return this.dropout.forward(this.dense.forward(x));
  }
}

/** Self-attention with its output layer, nested as published files have it: `attention.attention.query`. */
export class ViTAttention extends Module {
  readonly attention: ViTSelfAttention;
  readonly output: ViTAttentionOutput;

  constructor(config: ViTAttentionConfig, generator: RandomGenerator, options?: ViTSelfAttentionOptions) {
    super(config);
    this.attention = new ViTSelfAttention(config, generator, options);
    this.output = new ViTAttentionOutput(config.width, config.dropout, generator);
  }

  override forward(states: Tensor): Tensor {
    return this.output.forward(this.attention.forward(states));
  }
}
