import { Dropout, Linear, type RandomGenerator, type Tensor } from '@heed/core';
import type { EncoderConfig, EncoderOptions, TokenClassifier } from '../encoder-model.ts';
import { EncoderHead } from './encoder-head.ts';

/** A class for each token: a linear layer on the states. A family says what its encoder is called. */
export abstract class TokenClassification
  extends EncoderHead<'tokenClassifier', EncoderConfig>
  implements TokenClassifier
{
  readonly dropout: Dropout;
  readonly classifier: Linear;

  constructor(config: EncoderConfig, dropout: number, generator: RandomGenerator) {
    super('tokenClassifier', config);
    this.dropout = new Dropout(dropout, generator);
    this.classifier = new Linear(config.width, config.labels.length);
  }

  /** States of the ids, [batch, length, width]. */
  protected abstract encode(ids: Tensor, options: EncoderOptions): Tensor;

  /** Logits [batch, length, labels]. */
  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    return this.classifier.forward(this.dropout.forward(this.encode(ids, options)));
  }
}
