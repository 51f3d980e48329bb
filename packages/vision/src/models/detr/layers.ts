import { add, Dropout, LayerNorm, Linear, Module, type RandomGenerator, type Tensor } from '@heed/core';
import { type ActivatedLinear, activatedLinear, type BartLikeStackConfig } from '@heed/transformer';
import { DetrAttention } from './attention.ts';
import type { DetrConfig } from './config.ts';

/** What layers of encoder and decoder share: self-attention, feed-forward, norms behind the sums. */
abstract class DetrLayer extends Module {
  readonly selfAttn: DetrAttention;
  readonly selfAttnLayerNorm: LayerNorm;
  readonly fc1: Linear;
  readonly fc2: Linear;
  readonly finalLayerNorm: LayerNorm;
  readonly dropout: Dropout;
  readonly activationDropout: Dropout;
  readonly #activated: ActivatedLinear;

  constructor(config: DetrConfig, stack: BartLikeStackConfig, generator: RandomGenerator) {
    super(config, stack);
    const { width, attentionDropout } = config;
    this.selfAttn = new DetrAttention(width, stack.heads, { dropout: attentionDropout, generator });
    this.selfAttnLayerNorm = new LayerNorm(width);
    this.fc1 = new Linear(width, stack.feedForwardWidth);
    this.fc2 = new Linear(stack.feedForwardWidth, width);
    this.finalLayerNorm = new LayerNorm(width);
    this.dropout = new Dropout(config.dropout, generator);
    this.activationDropout = new Dropout(config.activationDropout, generator);
    this.#activated = activatedLinear(config.activation);
  }

  /** `norm(x + dropout(change))` */
  protected sum(x: Tensor, change: Tensor, norm: LayerNorm): Tensor {
    return norm.forward(add(x, this.dropout.forward(change)));
  }

  /** The last sub-layer: `fc2(act(fc1(x)))`. */
  protected feedForward(x: Tensor): Tensor {
    const inner = this.activationDropout.forward(this.#activated(this.fc1, x));
    return this.sum(x, this.fc2.forward(inner), this.finalLayerNorm);
  }
}

/** What the layers of the encoder know beside the states. */
export interface DetrEncoderInput {
  /** Positions of the map: [batch, places, width]. */
  readonly positions: Tensor;
  /** Boolean [batch, 1, 1, places], true = within the picture. */
  readonly mask: Tensor | undefined;
}

/** A layer of the encoder: the places of the map look at each other. */
export class DetrEncoderLayer extends DetrLayer {
  /** [batch, places, width] → the same shape. */
  override forward(x: Tensor, input: DetrEncoderInput): Tensor {
    return this.feedForward(this.sum(x, this.selfAttn.forward(x, input), this.selfAttnLayerNorm));
  }
}

/** What the layers of the decoder know beside the states. */
export interface DetrDecoderInput {
  /** What each query looks for: [1, queries, width]. */
  readonly queries: Tensor;
  /** States of the encoder: [batch, places, width]. */
  readonly memory: Tensor;
  /** Positions of the map: [batch, places, width]. */
  readonly memoryPositions: Tensor;
  /** Boolean [batch, 1, 1, places], true = within the picture. */
  readonly mask: Tensor | undefined;
}

/** A layer of the decoder: the queries look at each other, then at the map. */
export class DetrDecoderLayer extends DetrLayer {
  readonly encoderAttn: DetrAttention;
  readonly encoderAttnLayerNorm: LayerNorm;

  constructor(config: DetrConfig, stack: BartLikeStackConfig, generator: RandomGenerator) {
    super(config, stack, generator);
    const { width, attentionDropout } = config;
    this.encoderAttn = new DetrAttention(width, stack.heads, { dropout: attentionDropout, generator });
    this.encoderAttnLayerNorm = new LayerNorm(width);
  }

  /** [batch, queries, width] → the same shape. */
  override forward(x: Tensor, { queries: positions, ...map }: DetrDecoderInput): Tensor {
    const self = this.sum(x, this.selfAttn.forward(x, { positions }), this.selfAttnLayerNorm);
    const seen = this.encoderAttn.forward(self, { positions, ...map });
    return this.feedForward(this.sum(self, seen, this.encoderAttnLayerNorm));
  }
}
