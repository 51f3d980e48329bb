import { Attention, type Projected, splitHeads } from '@heed/attention';
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
import { type ActivatedLinear, activatedLinear, stackLayers } from '@heed/transformer';
import type { AudioSpectrogramConfig } from './config.ts';

/** The heads of the attention; what projects them together again is an {@link AudioDense}. */
export class AudioSelfAttention extends Attention {
  readonly query: Linear;
  readonly key: Linear;
  readonly value: Linear;
  readonly #heads: number;

  constructor(config: AudioSpectrogramConfig, generator: RandomGenerator) {
    checkConfig(new.target.name, config);
    super({ dropout: config.attentionDropout, generator });
    const { width, heads, queryKeyValueBias: bias } = config;
    this.#heads = heads;
    this.query = new Linear(width, width, { bias });
    this.key = new Linear(width, width, { bias });
    this.value = new Linear(width, width, { bias });
  }

  protected override project(states: Tensor, source: Tensor | undefined): Projected {
    const split = (layer: Linear, x: Tensor): Tensor => splitHeads(layer.forward(x), this.#heads);
    return {
      queries: split(this.query, states),
      keysAndValues: source && { keys: split(this.key, source), values: split(this.value, source) },
    };
  }
}

/** A linear layer under its published name, `dense`. */
export class AudioDense extends Module {
  readonly dense: Linear;

  constructor(inputs: number, outputs: number) {
    super();
    this.dense = new Linear(inputs, outputs);
  }

  override forward(x: Tensor): Tensor {
    return this.dense.forward(x);
  }
}

/** Self-attention with its output layer, nested as published files have it: `attention.attention.query`. */
export class AudioAttention extends Module {
  readonly attention: AudioSelfAttention;
  readonly output: AudioDense;

  constructor(config: AudioSpectrogramConfig, generator: RandomGenerator) {
    super(config);
    this.attention = new AudioSelfAttention(config, generator);
    this.output = new AudioDense(config.width, config.width);
  }

  override forward(states: Tensor): Tensor {
    return this.output.forward(this.attention.forward(states));
  }
}

/** A layer as ViT has it: `y = x + MSA(LN(x))`, `z = y + MLP(LN(y))`. */
export class AudioSpectrogramLayer extends Module {
  readonly layernormBefore: LayerNorm;
  readonly attention: AudioAttention;
  readonly layernormAfter: LayerNorm;
  readonly intermediate: AudioDense;
  readonly output: AudioDense;
  readonly dropout: Dropout;
  readonly #activated: ActivatedLinear;

  constructor(config: AudioSpectrogramConfig, generator: RandomGenerator) {
    super(config);
    const { width, feedForwardWidth, epsilon } = config;
    this.layernormBefore = new LayerNorm(width, { epsilon });
    this.attention = new AudioAttention(config, generator);
    this.layernormAfter = new LayerNorm(width, { epsilon });
    this.intermediate = new AudioDense(width, feedForwardWidth);
    this.output = new AudioDense(feedForwardWidth, width);
    this.dropout = new Dropout(config.dropout, generator);
    this.#activated = activatedLinear(config.activation);
  }

  override forward(states: Tensor): Tensor {
    const heard = this.attention.forward(this.layernormBefore.forward(states));
    const attended = add(states, this.dropout.forward(heard));
    const inner = this.#activated(this.intermediate.dense, this.layernormAfter.forward(attended));
    return add(attended, this.dropout.forward(this.output.forward(inner)));
  }
}

/** The layers under their published name, `encoder.layer`: states [batch, tokens, width] → the same shape. */
export class AudioSpectrogramEncoder extends Module {
  readonly layer: readonly AudioSpectrogramLayer[];

  constructor(config: AudioSpectrogramConfig, generator: RandomGenerator) {
    super(config);
    this.layer = stackLayers(config.layers, () => new AudioSpectrogramLayer(config, generator));
  }

  override forward(states: Tensor): Tensor {
    return this.layer.reduce((state, layer) => layer.forward(state), states);
  }
}
