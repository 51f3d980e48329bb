import type { MultiHeadAttention, RelativeAttention } from '@heed/attention';
import { add, Dropout, LayerNorm, Module, multiply, type RandomGenerator, type Tensor } from '@heed/core';
import { Wav2Vec2FeedForward } from '../wav2vec2/layer.ts';
import { conformerAttention } from './attention.ts';
import type { ConformerConfig } from './config.ts';
import { ConformerConvolution } from './convolution.ts';

/**
 * A Conformer layer (Gulati et al. 2020): half a feed-forward layer, attention, the convolution module and the other
 * half, each added to what it was given, and a norm over all.
 */
export class ConformerLayer extends Module {
  readonly ffn1LayerNorm: LayerNorm;
  readonly ffn1: Wav2Vec2FeedForward;
  readonly selfAttnLayerNorm: LayerNorm;
  readonly selfAttnDropout: Dropout;
  readonly selfAttn: RelativeAttention | MultiHeadAttention;
  readonly convModule: ConformerConvolution;
  readonly ffn2LayerNorm: LayerNorm;
  readonly ffn2: Wav2Vec2FeedForward;
  readonly finalLayerNorm: LayerNorm;

  constructor(config: ConformerConfig, generator: RandomGenerator) {
    super(config);
    const { width, attentionDropout } = config;
    this.ffn1LayerNorm = new LayerNorm(width);
    this.ffn1 = new Wav2Vec2FeedForward(config, generator);
    this.selfAttnLayerNorm = new LayerNorm(width);
    this.selfAttnDropout = new Dropout(attentionDropout, generator);
    this.selfAttn = conformerAttention(config, generator);
    this.convModule = new ConformerConvolution(config, generator);
    this.ffn2LayerNorm = new LayerNorm(width);
    this.ffn2 = new Wav2Vec2FeedForward(config, generator);
    this.finalLayerNorm = new LayerNorm(width);
  }

  /**
   * States [batch, frames, width] → the same shape.
   *
   * @param mask Boolean [batch, 1, 1, frames], true = attend.
   */
  override forward(x: Tensor, mask?: Tensor): Tensor {
    const first = add(x, multiply(this.ffn1.forward(this.ffn1LayerNorm.forward(x)), 0.5));
    const context = this.selfAttn.forward(this.selfAttnLayerNorm.forward(first), { mask });
    const attended = add(first, this.selfAttnDropout.forward(context));
    const near = add(attended, this.convModule.forward(attended));
    const second = multiply(this.ffn2.forward(this.ffn2LayerNorm.forward(near)), 0.5);
    return this.finalLayerNorm.forward(add(near, second));
  }
}
