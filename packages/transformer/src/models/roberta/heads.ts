import { checkConfig, RandomGenerator, type Tensor } from '@heed/core';
import type { BertConfig } from '../bert/config.ts';
import type { EncoderOptions, MaskedLanguageModel, SequenceClassifier } from '../encoder-model.ts';
import { EncoderHead } from '../heads/encoder-head.ts';
import { FirstTokenHead } from '../heads/first-token-head.ts';
import { QuestionAnswering } from '../heads/question-answering.ts';
import { TokenClassification } from '../heads/token-classification.ts';
import { VocabularyHead } from '../heads/vocabulary-head.ts';
import { RobertaModel } from './model.ts';

/**
 * RoBERTa that fills gaps: logits over the vocabulary at each position, from the embedding's table.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, readRobertaConfig, RobertaForMaskedLM } from '@heed/transformer';
 * const config = readRobertaConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const model = new RobertaForMaskedLM(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 11]
 * ```
 */
export class RobertaForMaskedLM
  extends EncoderHead<'maskedLanguageModel', BertConfig>
  implements MaskedLanguageModel
{
  readonly roberta: RobertaModel;
  readonly lmHead: VocabularyHead;

  /** @param generator Source of all dropout. */
  constructor(config: BertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super('maskedLanguageModel', config);
    this.roberta = new RobertaModel(config, { pooler: false, generator });
    this.lmHead = new VocabularyHead(this.roberta.embeddings.wordEmbeddings.weight, config);
  }

  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    return this.lmHead.forward(this.roberta.forward(ids, options));
  }
}

/**
 * RoBERTa that classifies a text by its first token: logits [batch, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, readRobertaConfig, RobertaForSequenceClassification } from '@heed/transformer';
 * const config = readRobertaConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *     id2label: { 0: 'bad', 1: 'fair', 2: 'good' },
 *   }),
 * );
 * const model = new RobertaForSequenceClassification(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3]
 * ```
 */
export class RobertaForSequenceClassification
  extends EncoderHead<'sequenceClassifier', BertConfig>
  implements SequenceClassifier
{
  readonly roberta: RobertaModel;
  readonly classifier: FirstTokenHead;

  /** @param generator Source of all dropout. */
  constructor(config: BertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super('sequenceClassifier', config);
    this.roberta = new RobertaModel(config, { pooler: false, generator });
    this.classifier = new FirstTokenHead(config, generator);
  }

  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    return this.classifier.forward(this.roberta.forward(ids, options));
  }
}

/**
 * RoBERTa that classifies each token: logits [batch, length, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, readRobertaConfig, RobertaForTokenClassification } from '@heed/transformer';
 * const config = readRobertaConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const model = new RobertaForTokenClassification(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 2]
 * ```
 */
export class RobertaForTokenClassification extends TokenClassification {
  readonly roberta: RobertaModel;

  /** @param generator Source of all dropout. */
  constructor(config: BertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    checkConfig(new.target.name, config);
    super(config, config.classifierDropout, generator);
    this.roberta = new RobertaModel(config, { pooler: false, generator });
  }

  protected override encode(ids: Tensor, options: EncoderOptions): Tensor {
    return this.roberta.forward(ids, options);
  }
}

/**
 * RoBERTa that finds an answer in a text: logits of its first and last token.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, readRobertaConfig, RobertaForQuestionAnswering } from '@heed/transformer';
 * const config = readRobertaConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const model = new RobertaForQuestionAnswering(config).initialize(new RandomGenerator(0));
 * const { start, end } = model.forward(tensor([[3, 1, 4]], { dtype: 'int32' }));
 * console.log(start.shape, end.shape); // [1, 3] [1, 3]
 * ```
 */
export class RobertaForQuestionAnswering extends QuestionAnswering {
  readonly roberta: RobertaModel;

  /** @param generator Source of all dropout. */
  constructor(config: BertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config, 0, generator);
    this.roberta = new RobertaModel(config, { pooler: false, generator });
  }

  protected override encode(ids: Tensor, options: EncoderOptions): Tensor {
    return this.roberta.forward(ids, options);
  }
}
