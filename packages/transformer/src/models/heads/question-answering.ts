import { Dropout, Linear, type RandomGenerator, split, squeeze, type Tensor } from '@heed/core';
import type { EncoderConfig, EncoderOptions, QuestionAnswerer, SpanLogits } from '../encoder-model.ts';
import { EncoderHead } from './encoder-head.ts';

/** Where an answer begins and ends: two numbers for each token. A family says what its encoder is called. */
export abstract class QuestionAnswering
  extends EncoderHead<'questionAnswerer', EncoderConfig>
  implements QuestionAnswerer
{
  readonly dropout: Dropout;
  readonly qaOutputs: Linear;

  constructor(config: EncoderConfig, dropout: number, generator: RandomGenerator) {
    super('questionAnswerer', config);
    this.dropout = new Dropout(dropout, generator);
    this.qaOutputs = new Linear(config.width, 2);
  }

  /** States of the ids, [batch, length, width]. */
  protected abstract encode(ids: Tensor, options: EncoderOptions): Tensor;

  /** Logits of the first and of the last token of the answer, [batch, length] each. */
  override forward(ids: Tensor, options: EncoderOptions = {}): SpanLogits {
    return spanLogits(this.qaOutputs.forward(this.dropout.forward(this.encode(ids, options))));
  }
}

/** Logits [batch, length, 2] as those of first and last tokens. */
export function spanLogits(logits: Tensor): SpanLogits {
  const [start, end] = split(logits, { axis: -1, parts: 2 });
  return { start: squeeze(start, { axis: -1 }), end: squeeze(end, { axis: -1 }) };
}
