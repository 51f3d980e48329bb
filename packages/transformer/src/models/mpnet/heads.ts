import { checkConfig, RandomGenerator, type Tensor } from '@heed/core';
import type { BertConfig } from '../bert/config.ts';
import type { EncoderOptions, MaskedLanguageModel, SequenceClassifier } from '../encoder-model.ts';
import { EncoderHead } from '../heads/encoder-head.ts';
import { FirstTokenHead } from '../heads/first-token-head.ts';
import { QuestionAnswering } from '../heads/question-answering.ts';
import { TokenClassification } from '../heads/token-classification.ts';
import { VocabularyHead } from '../heads/vocabulary-head.ts';
import { MPNetModel } from './model.ts';

/**
 * MPNet that fills gaps: logits over the vocabulary at each position, from the embedding's table.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, MPNetForMaskedLM, readMPNetConfig } from '@heed/transformer';
 * const config = readMPNetConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const model = new MPNetForMaskedLM(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 11]
 * ```
 */
export class MPNetForMaskedLM
  extends EncoderHead<'maskedLanguageModel', BertConfig>
  implements MaskedLanguageModel
{
  readonly mpnet: MPNetModel;
  readonly lmHead: VocabularyHead;

  /** @param generator Source of all dropout. */
  constructor(config: BertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super('maskedLanguageModel', config);
    this.mpnet = new MPNetModel(config, { pooler: false, generator });
    this.lmHead = new VocabularyHead(this.mpnet.embeddings.wordEmbeddings.weight, config);
  }

  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    return this.lmHead.forward(this.mpnet.forward(ids, options));
  }
}

/**
 * MPNet that classifies a text by its first token: logits [batch, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, MPNetForSequenceClassification, readMPNetConfig } from '@heed/transformer';
 * const config = readMPNetConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *     id2label: { 0: 'bad', 1: 'fair', 2: 'good' },
 *   }),
 * );
 * const model = new MPNetForSequenceClassification(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3]
 * ```
 */
export class MPNetForSequenceClassification
  extends EncoderHead<'sequenceClassifier', BertConfig>
  implements SequenceClassifier
{
  readonly mpnet: MPNetModel;
  readonly classifier: FirstTokenHead;

  /** @param generator Source of all dropout. */
  constructor(config: BertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super('sequenceClassifier', config);
    this.mpnet = new MPNetModel(config, { pooler: false, generator });
    this.classifier = new FirstTokenHead(config, generator);
  }

  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    return this.classifier.forward(this.mpnet.forward(ids, options));
  }
}

/**
 * MPNet that classifies each token: logits [batch, length, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, MPNetForTokenClassification, readMPNetConfig } from '@heed/transformer';
 * const config = readMPNetConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const model = new MPNetForTokenClassification(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 2]
 * ```
 */
export class MPNetForTokenClassification extends TokenClassification {
  readonly mpnet: MPNetModel;

  /** @param generator Source of all dropout. */
  constructor(config: BertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    checkConfig(new.target.name, config);
    super(config, config.classifierDropout, generator);
    this.mpnet = new MPNetModel(config, { pooler: false, generator });
  }

  protected override encode(ids: Tensor, options: EncoderOptions): Tensor {
    return this.mpnet.forward(ids, options);
  }
}

/**
 * MPNet that finds an answer in a text: logits of its first and last token.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, MPNetForQuestionAnswering, readMPNetConfig } from '@heed/transformer';
 * const config = readMPNetConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const model = new MPNetForQuestionAnswering(config).initialize(new RandomGenerator(0));
 * const { start, end } = model.forward(tensor([[3, 1, 4]], { dtype: 'int32' }));
 * console.log(start.shape, end.shape); // [1, 3] [1, 3]
 * ```
 */
export class MPNetForQuestionAnswering extends QuestionAnswering {
  readonly mpnet: MPNetModel;

  /** @param generator Source of all dropout. */
  constructor(config: BertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config, 0, generator);
    this.mpnet = new MPNetModel(config, { pooler: false, generator });
  }

  protected override encode(ids: Tensor, options: EncoderOptions): Tensor {
    return this.mpnet.forward(ids, options);
  }
}
