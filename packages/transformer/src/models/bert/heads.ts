import { checkConfig, Dropout, Linear, RandomGenerator, type Tensor } from '@heed/core';
import type { EncoderOptions, MaskedLanguageModel, SequenceClassifier } from '../encoder-model.ts';
import { EncoderHead } from '../heads/encoder-head.ts';
import { QuestionAnswering } from '../heads/question-answering.ts';
import { TokenClassification } from '../heads/token-classification.ts';
import type { BertConfig } from './config.ts';
import { BertModel } from './model.ts';
import { BertPredictionHead } from './prediction-head.ts';

/**
 * BERT that fills gaps: logits over the vocabulary at each position, from the embedding's table.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { BertForMaskedLM, HfConfig, readBertConfig } from '@heed/transformer';
 * const config = readBertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const model = new BertForMaskedLM(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 11]
 * ```
 */
export class BertForMaskedLM
  extends EncoderHead<'maskedLanguageModel', BertConfig>
  implements MaskedLanguageModel
{
  readonly bert: BertModel;
  readonly cls: BertPredictionHead;

  /** @param generator Source of all dropout. */
  constructor(config: BertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super('maskedLanguageModel', config);
    this.bert = new BertModel(config, { pooler: false, generator });
    this.cls = new BertPredictionHead(config, this.bert.embeddings.wordEmbeddings.weight);
  }

  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    return this.cls.forward(this.bert.forward(ids, options));
  }
}

/**
 * BERT that classifies a text by its pooled first token: logits [batch, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { BertForSequenceClassification, HfConfig, readBertConfig } from '@heed/transformer';
 * const config = readBertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *     id2label: { 0: 'bad', 1: 'fair', 2: 'good' },
 *   }),
 * );
 * const model = new BertForSequenceClassification(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3]
 * ```
 */
export class BertForSequenceClassification
  extends EncoderHead<'sequenceClassifier', BertConfig>
  implements SequenceClassifier
{
  readonly bert: BertModel;
  readonly dropout: Dropout;
  readonly classifier: Linear;

  /** @param generator Source of all dropout. */
  constructor(config: BertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super('sequenceClassifier', config);
    this.bert = new BertModel(config, { generator });
    this.dropout = new Dropout(config.classifierDropout, generator);
    this.classifier = new Linear(config.width, config.labels.length);
  }

  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    const pooled = this.bert.pool(this.bert.forward(ids, options));
    return this.classifier.forward(this.dropout.forward(pooled));
  }
}

/**
 * BERT that classifies each token: logits [batch, length, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { BertForTokenClassification, HfConfig, readBertConfig } from '@heed/transformer';
 * const config = readBertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const model = new BertForTokenClassification(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 2]
 * ```
 */
export class BertForTokenClassification extends TokenClassification {
  readonly bert: BertModel;

  /** @param generator Source of all dropout. */
  constructor(config: BertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    checkConfig(new.target.name, config);
    super(config, config.classifierDropout, generator);
    this.bert = new BertModel(config, { pooler: false, generator });
  }

  protected override encode(ids: Tensor, options: EncoderOptions): Tensor {
    return this.bert.forward(ids, options);
  }
}

/**
 * BERT that finds an answer in a text: logits of its first and last token.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { BertForQuestionAnswering, HfConfig, readBertConfig } from '@heed/transformer';
 * const config = readBertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const model = new BertForQuestionAnswering(config).initialize(new RandomGenerator(0));
 * const { start, end } = model.forward(tensor([[3, 1, 4]], { dtype: 'int32' }));
 * console.log(start.shape, end.shape); // [1, 3] [1, 3]
 * ```
 */
export class BertForQuestionAnswering extends QuestionAnswering {
  readonly bert: BertModel;

  /** @param generator Source of all dropout. */
  constructor(config: BertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config, 0, generator);
    this.bert = new BertModel(config, { pooler: false, generator });
  }

  protected override encode(ids: Tensor, options: EncoderOptions): Tensor {
    return this.bert.forward(ids, options);
  }
}
