import { checkConfig, Dropout, LayerNorm, Linear, RandomGenerator, relu, type Tensor } from '@heed/core';
import { activationNamed } from '../activations.ts';
import type { EncoderOptions, MaskedLanguageModel, SequenceClassifier } from '../encoder-model.ts';
import { EncoderHead } from '../heads/encoder-head.ts';
import { firstToken } from '../heads/first-token.ts';
import { QuestionAnswering } from '../heads/question-answering.ts';
import { TokenClassification } from '../heads/token-classification.ts';
import { VocabularyProjection } from '../heads/vocabulary-projection.ts';
import type { DistilBertConfig } from './config.ts';
import { DistilBertModel } from './model.ts';

/**
 * DistilBERT that fills gaps: logits over the vocabulary at each position, from the embedding's table.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { DistilBertForMaskedLM, HfConfig, readDistilBertConfig } from '@heed/transformer';
 * const config = readDistilBertConfig(
 *   new HfConfig({ vocab_size: 11, dim: 8, hidden_dim: 16, n_layers: 1, n_heads: 2 }),
 * );
 * const model = new DistilBertForMaskedLM(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 11]
 * ```
 */
export class DistilBertForMaskedLM
  extends EncoderHead<'maskedLanguageModel', DistilBertConfig>
  implements MaskedLanguageModel
{
  readonly distilbert: DistilBertModel;
  readonly vocabTransform: Linear;
  readonly vocabLayerNorm: LayerNorm;
  readonly vocabProjector: VocabularyProjection;
  readonly #activation: (x: Tensor) => Tensor;

  /** @param generator Source of all dropout. */
  constructor(config: DistilBertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super('maskedLanguageModel', config);
    const { width, epsilon, activation, tied } = config;
    this.distilbert = new DistilBertModel(config, generator);
    this.vocabTransform = new Linear(width, width);
    this.vocabLayerNorm = new LayerNorm(width, { epsilon });
    this.vocabProjector = new VocabularyProjection(this.distilbert.embeddings.wordEmbeddings.weight, tied);
    this.#activation = activationNamed(activation);
  }

  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    const transformed = this.#activation(this.vocabTransform.forward(this.distilbert.forward(ids, options)));
    return this.vocabProjector.forward(this.vocabLayerNorm.forward(transformed));
  }
}

/**
 * DistilBERT that classifies a text by its first token: logits [batch, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { DistilBertForSequenceClassification, HfConfig, readDistilBertConfig } from '@heed/transformer';
 * const config = readDistilBertConfig(
 *   new HfConfig({
 *     vocab_size: 11, dim: 8, hidden_dim: 16, n_layers: 1, n_heads: 2,
 *     id2label: { 0: 'bad', 1: 'fair', 2: 'good' },
 *   }),
 * );
 * const model = new DistilBertForSequenceClassification(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3]
 * ```
 */
export class DistilBertForSequenceClassification
  extends EncoderHead<'sequenceClassifier', DistilBertConfig>
  implements SequenceClassifier
{
  readonly distilbert: DistilBertModel;
  readonly preClassifier: Linear;
  readonly classifier: Linear;
  readonly dropout: Dropout;

  /** @param generator Source of all dropout. */
  constructor(config: DistilBertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super('sequenceClassifier', config);
    const { width, labels, classifierDropout } = config;
    this.distilbert = new DistilBertModel(config, generator);
    this.preClassifier = new Linear(width, width);
    this.classifier = new Linear(width, labels.length);
    this.dropout = new Dropout(classifierDropout, generator);
  }

  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    const first = firstToken(this.distilbert.forward(ids, options));
    return this.classifier.forward(this.dropout.forward(relu(this.preClassifier.forward(first))));
  }
}

/**
 * DistilBERT that classifies each token: logits [batch, length, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { DistilBertForTokenClassification, HfConfig, readDistilBertConfig } from '@heed/transformer';
 * const config = readDistilBertConfig(
 *   new HfConfig({ vocab_size: 11, dim: 8, hidden_dim: 16, n_layers: 1, n_heads: 2 }),
 * );
 * const model = new DistilBertForTokenClassification(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 2]
 * ```
 */
export class DistilBertForTokenClassification extends TokenClassification {
  readonly distilbert: DistilBertModel;

  /** @param generator Source of all dropout. */
  constructor(config: DistilBertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    checkConfig(new.target.name, config);
    super(config, config.dropout, generator);
    this.distilbert = new DistilBertModel(config, generator);
  }

  protected override encode(ids: Tensor, options: EncoderOptions): Tensor {
    return this.distilbert.forward(ids, options);
  }
}

/**
 * DistilBERT that finds an answer in a text: logits of its first and last token.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { DistilBertForQuestionAnswering, HfConfig, readDistilBertConfig } from '@heed/transformer';
 * const config = readDistilBertConfig(
 *   new HfConfig({ vocab_size: 11, dim: 8, hidden_dim: 16, n_layers: 1, n_heads: 2 }),
 * );
 * const model = new DistilBertForQuestionAnswering(config).initialize(new RandomGenerator(0));
 * const { start, end } = model.forward(tensor([[3, 1, 4]], { dtype: 'int32' }));
 * console.log(start.shape, end.shape); // [1, 3] [1, 3]
 * ```
 */
export class DistilBertForQuestionAnswering extends QuestionAnswering {
  readonly distilbert: DistilBertModel;

  /** @param generator Source of all dropout. */
  constructor(config: DistilBertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    checkConfig(new.target.name, config);
    super(config, config.answerDropout, generator);
    this.distilbert = new DistilBertModel(config, generator);
  }

  protected override encode(ids: Tensor, options: EncoderOptions): Tensor {
    return this.distilbert.forward(ids, options);
  }
}
