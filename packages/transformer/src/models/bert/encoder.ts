import { Linear, Module, type RandomGenerator, type Tensor } from '@heed/core';
import { stackLayers } from '../../layers/stack-layers.ts';
import { type ActivatedLinear, activatedLinear } from '../activations.ts';
import type { EncoderOptions } from '../encoder-model.ts';
import { BertAttention, BertOutput } from './attention.ts';
import type { BertConfig } from './config.ts';

/** The inner half of the feed-forward layer: `act(dense(x))`. */
export class BertIntermediate extends Module {
  readonly dense: Linear;
  readonly #activated: ActivatedLinear;

  constructor(config: BertConfig) {
    super(config);
    const { width, feedForwardWidth, activation } = config;
    this.dense = new Linear(width, feedForwardWidth);
    this.#activated = activatedLinear(activation);
  }

  override forward(x: Tensor): Tensor {
    return this.#activated(this.dense, x);
  }
}

/** One layer: attention and feed-forward, each with a residual sum and behind that a norm. */
export class BertLayer extends Module {
  readonly attention: BertAttention;
  readonly intermediate: BertIntermediate;
  readonly output: BertOutput;

  constructor(config: BertConfig, generator: RandomGenerator) {
    super(config);
    this.attention = new BertAttention(config, generator);
    this.intermediate = new BertIntermediate(config);
    this.output = new BertOutput(config.feedForwardWidth, config, generator);
  }

  override forward(states: Tensor, options: Pick<EncoderOptions, 'mask'>): Tensor {
    const attended = this.attention.forward(states, options);
    return this.output.forward(this.intermediate.forward(attended), attended);
  }
}

/** The stack of layers: states [batch, length, width] → the same shape. */
export class BertEncoder extends Module {
  readonly layer: readonly BertLayer[];

  constructor(config: BertConfig, generator: RandomGenerator) {
    super(config);
    this.layer = stackLayers(config.layers, () => new BertLayer(config, generator));
  }

  override forward(states: Tensor, options: Pick<EncoderOptions, 'mask'>): Tensor {
    return this.layer.reduce((state, layer) => layer.forward(state, options), states);
  }
}
