import { DisentangledAttention, type RelativeEmbeddings } from '@heed/attention';
import { Module, type RandomGenerator, type Tensor } from '@heed/core';
import { BertOutput } from '../bert/attention.ts';
import { BertIntermediate } from '../bert/encoder.ts';
import type { EncoderOptions } from '../encoder-model.ts';
import type { DebertaV2Config } from './config.ts';

/** Disentangled self-attention with what stands behind it. */
export class DebertaV2Attention extends Module {
  readonly self: DisentangledAttention;
  readonly output: BertOutput;

  /** @param positions The table that all layers share. */
  constructor(config: DebertaV2Config, positions: RelativeEmbeddings, generator: RandomGenerator) {
    super(config);
    const { width, heads, contentToPosition, positionToContent, shareProjections } = config;
    this.self = new DisentangledAttention(width, heads, positions, {
      contentToPosition,
      positionToContent,
      shareProjections,
      dropout: config.attentionDropout,
      positionDropout: config.dropout,
      generator,
    });
    this.output = new BertOutput(width, config, generator);
  }

  override forward(states: Tensor, { mask }: Pick<EncoderOptions, 'mask'>): Tensor {
    return this.output.forward(this.self.forward(states, { mask }), states);
  }
}

/** One layer: BERT's, but for the attention. */
export class DebertaV2Layer extends Module {
  readonly attention: DebertaV2Attention;
  readonly intermediate: BertIntermediate;
  readonly output: BertOutput;

  constructor(config: DebertaV2Config, positions: RelativeEmbeddings, generator: RandomGenerator) {
    super(config);
    this.attention = new DebertaV2Attention(config, positions, generator);
    this.intermediate = new BertIntermediate(config);
    this.output = new BertOutput(config.feedForwardWidth, config, generator);
  }

  override forward(states: Tensor, options: Pick<EncoderOptions, 'mask'>): Tensor {
    const attended = this.attention.forward(states, options);
    return this.output.forward(this.intermediate.forward(attended), attended);
  }
}
