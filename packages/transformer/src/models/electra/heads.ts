import { checkConfig, gelu, RandomGenerator, type Tensor } from '@heed/core';
import type { EncoderOptions, SequenceClassifier } from '../encoder-model.ts';
import { EncoderHead } from '../heads/encoder-head.ts';
import { FirstTokenHead } from '../heads/first-token-head.ts';
import { QuestionAnswering } from '../heads/question-answering.ts';
import { TokenClassification } from '../heads/token-classification.ts';
import type { ElectraConfig } from './config.ts';
import { ElectraModel } from './model.ts';

/**
 * ELECTRA that classifies a text by its first token: logits [batch, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { ElectraForSequenceClassification, HfConfig, readElectraConfig } from '@heed/transformer';
 * const config = readElectraConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *     id2label: { 0: 'bad', 1: 'fair', 2: 'good' },
 *   }),
 * );
 * const model = new ElectraForSequenceClassification(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3]
 * ```
 */
export class ElectraForSequenceClassification
  extends EncoderHead<'sequenceClassifier', ElectraConfig>
  implements SequenceClassifier
{
  readonly electra: ElectraModel;
  readonly classifier: FirstTokenHead;

  /** @param generator Source of all dropout. */
  constructor(config: ElectraConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super('sequenceClassifier', config);
    this.electra = new ElectraModel(config, generator);
    this.classifier = new FirstTokenHead(config, generator, gelu);
  }

  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    return this.classifier.forward(this.electra.forward(ids, options));
  }
}

/**
 * ELECTRA that classifies each token: logits [batch, length, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { ElectraForTokenClassification, HfConfig, readElectraConfig } from '@heed/transformer';
 * const config = readElectraConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const model = new ElectraForTokenClassification(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 2]
 * ```
 */
export class ElectraForTokenClassification extends TokenClassification {
  readonly electra: ElectraModel;

  /** @param generator Source of all dropout. */
  constructor(config: ElectraConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    checkConfig(new.target.name, config);
    super(config, config.classifierDropout, generator);
    this.electra = new ElectraModel(config, generator);
  }

  protected override encode(ids: Tensor, options: EncoderOptions): Tensor {
    return this.electra.forward(ids, options);
  }
}

/**
 * ELECTRA that finds an answer in a text: logits of its first and last token.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { ElectraForQuestionAnswering, HfConfig, readElectraConfig } from '@heed/transformer';
 * const config = readElectraConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const model = new ElectraForQuestionAnswering(config).initialize(new RandomGenerator(0));
 * const { start, end } = model.forward(tensor([[3, 1, 4]], { dtype: 'int32' }));
 * console.log(start.shape, end.shape); // [1, 3] [1, 3]
 * ```
 */
export class ElectraForQuestionAnswering extends QuestionAnswering {
  readonly electra: ElectraModel;

  /** @param generator Source of all dropout. */
  constructor(config: ElectraConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config, 0, generator);
    this.electra = new ElectraModel(config, generator);
  }

  protected override encode(ids: Tensor, options: EncoderOptions): Tensor {
    return this.electra.forward(ids, options);
  }
}
