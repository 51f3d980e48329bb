import { MultiHeadAttention } from '@heed/attention';
import { add, Dropout, LayerNorm, Linear, Module, type RandomGenerator, type Tensor } from '@heed/core';
import { type ActivatedLinear, activatedLinear } from '@heed/transformer';
import type { Wav2Vec2Config } from './config.ts';

/** `outputDense(act(intermediateDense(x)))` */
export class Wav2Vec2FeedForward extends Module {
  readonly intermediateDropout: Dropout;
  readonly intermediateDense: Linear;
  readonly outputDense: Linear;
  readonly outputDropout: Dropout;
  readonly #activated: ActivatedLinear;

  constructor(config: Wav2Vec2Config, generator: RandomGenerator) {
    super(config);
    const { width, feedForwardWidth } = config;
    this.intermediateDropout = new Dropout(config.activationDropout, generator);
    this.intermediateDense = new Linear(width, feedForwardWidth);
    this.outputDense = new Linear(feedForwardWidth, width);
    this.outputDropout = new Dropout(config.dropout, generator);
    this.#activated = activatedLinear(config.activation);
  }

  override forward(x: Tensor): Tensor {
    const inner = this.intermediateDropout.forward(this.#activated(this.intermediateDense, x));
    return this.outputDropout.forward(this.outputDense.forward(inner));
  }
}

/** A layer of the encoder, with its norms behind the sums or, where `normFirst` says so, before the sub-layers. */
export class Wav2Vec2EncoderLayer extends Module {
  readonly attention: MultiHeadAttention;
  readonly dropout: Dropout;
  readonly layerNorm: LayerNorm;
  readonly feedForward: Wav2Vec2FeedForward;
  readonly finalLayerNorm: LayerNorm;
  readonly #normFirst: boolean;

  constructor(config: Wav2Vec2Config, generator: RandomGenerator) {
    super(config);
    const { width, heads, epsilon, attentionDropout } = config;
    this.attention = new MultiHeadAttention(width, heads, { dropout: attentionDropout, generator });
    this.dropout = new Dropout(config.dropout, generator);
    this.layerNorm = new LayerNorm(width, { epsilon });
    this.feedForward = new Wav2Vec2FeedForward(config, generator);
    this.finalLayerNorm = new LayerNorm(width, { epsilon });
    this.#normFirst = config.normFirst;
  }

  /**
   * States [batch, frames, width] → the same shape.
   *
   * @param mask Boolean [batch, 1, 1, frames], true = attend.
   */
  override forward(x: Tensor, mask?: Tensor): Tensor {
    const attend = (states: Tensor): Tensor => this.dropout.forward(this.attention.forward(states, { mask }));
    if (this.#normFirst) {
      const attended = add(x, attend(this.layerNorm.forward(x)));
      return add(attended, this.feedForward.forward(this.finalLayerNorm.forward(attended)));
    }
    const attended = this.layerNorm.forward(add(x, attend(x)));
    return this.finalLayerNorm.forward(add(attended, this.feedForward.forward(attended)));
  }
}
