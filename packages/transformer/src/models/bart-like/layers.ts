import { MultiHeadAttention, type MultiHeadAttentionOptions } from '@heed/attention';
import { Dropout, LayerNorm, Linear, Module, type RandomGenerator, type Tensor } from '@heed/core';
import type { DecoderLayerInput } from '../../layers/decoder-layer.ts';
import type { EncoderLayerInput } from '../../layers/encoder-layer.ts';
import { type ResidualParts, residual } from '../../layers/residual.ts';
import { type ActivatedLinear, activatedLinear } from '../activations.ts';
import type { BartLikeLayerConfig, BartLikeStackConfig } from './config.ts';

/** What layers of encoder and decoder share: self-attention, feed-forward, and what stands around sub-layers. */
abstract class BartLikeLayer extends Module {
  readonly selfAttn: MultiHeadAttention;
  readonly selfAttnLayerNorm: LayerNorm;
  readonly fc1: Linear;
  readonly fc2: Linear;
  readonly finalLayerNorm: LayerNorm;
  readonly dropout: Dropout;
  readonly activationDropout: Dropout;
  readonly #normFirst: boolean;
  readonly #activated: ActivatedLinear;

  constructor(config: BartLikeLayerConfig, stack: BartLikeStackConfig, generator: RandomGenerator) {
    super(config, stack);
    const { width } = config;
    this.selfAttn = new MultiHeadAttention(width, stack.heads, attentionOptions(config, generator));
    this.selfAttnLayerNorm = new LayerNorm(width);
    this.fc1 = new Linear(width, stack.feedForwardWidth);
    this.fc2 = new Linear(stack.feedForwardWidth, width);
    this.finalLayerNorm = new LayerNorm(width);
    this.dropout = new Dropout(config.dropout, generator);
    this.activationDropout = new Dropout(config.activationDropout, generator);
    this.#normFirst = config.normFirst;
    this.#activated = activatedLinear(config.activation);
  }

  /** What stands around a sub-layer that has this norm. */
  protected around(norm: LayerNorm): ResidualParts {
    return { norm, dropout: this.dropout, normFirst: this.#normFirst };
  }

  /** The last sub-layer: `fc2(act(fc1(x)))`. */
  protected feedForward(x: Tensor): Tensor {
    const transform = (states: Tensor): Tensor => {
      const hidden = this.#activated(this.fc1, states);
      return this.fc2.forward(this.activationDropout.forward(hidden));
    };
    return residual(x, transform, this.around(this.finalLayerNorm));
  }
}

/** A layer of the encoder: self-attention and feed-forward. */
export class BartLikeEncoderLayer extends BartLikeLayer {
  override forward(x: Tensor, { mask }: Pick<EncoderLayerInput, 'mask'>): Tensor {
    const attend = (states: Tensor): Tensor => this.selfAttn.forward(states, { mask });
    return this.feedForward(residual(x, attend, this.around(this.selfAttnLayerNorm)));
  }
}

/** A layer of the decoder: causal self-attention, attention to the encoder's states, and feed-forward. */
export class BartLikeDecoderLayer extends BartLikeLayer {
  readonly encoderAttn: MultiHeadAttention;
  readonly encoderAttnLayerNorm: LayerNorm;

  constructor(config: BartLikeLayerConfig, stack: BartLikeStackConfig, generator: RandomGenerator) {
    super(config, stack, generator);
    this.encoderAttn = new MultiHeadAttention(config.width, stack.heads, attentionOptions(config, generator));
    this.encoderAttnLayerNorm = new LayerNorm(config.width);
  }

  override forward(x: Tensor, { memory, memoryMask, mask, cache }: DecoderLayerInput): Tensor {
    const toTarget = (states: Tensor): Tensor =>
      this.selfAttn.forward(states, { mask, causal: true, cache: cache?.self });
    const toSource = (states: Tensor): Tensor =>
      this.encoderAttn.forward(states, { memory, mask: memoryMask, cache: cache?.cross });
    const self = residual(x, toTarget, this.around(this.selfAttnLayerNorm));
    return this.feedForward(residual(self, toSource, this.around(this.encoderAttnLayerNorm)));
  }
}

function attentionOptions(
  { attentionDropout, keyBias = true }: BartLikeLayerConfig,
  generator: RandomGenerator,
): MultiHeadAttentionOptions {
  return { dropout: attentionDropout, generator, keyBias };
}
