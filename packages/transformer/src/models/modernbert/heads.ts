import {
  checkConfig,
  Dropout,
  type LayerNorm,
  Linear,
  Module,
  RandomGenerator,
  type Tensor,
} from '@heed/core';
import { meanPooling } from '../../embeddings/pooling.ts';
import { activationNamed } from '../activations.ts';
import type {
  EncoderOptions,
  MaskedLanguageModel,
  QuestionAnswerer,
  SequenceClassifier,
  SpanLogits,
} from '../encoder-model.ts';
import { EncoderHead } from '../heads/encoder-head.ts';
import { firstToken } from '../heads/first-token.ts';
import { spanLogits } from '../heads/question-answering.ts';
import { TokenClassification } from '../heads/token-classification.ts';
import { VocabularyProjection } from '../heads/vocabulary-projection.ts';
import { outputLayer, type TiedLinear } from '../output-layer.ts';
import { paddingOf } from '../packing/without-padding.ts';
import type { ModernBertConfig } from './config.ts';
import { ModernBertModel } from './model.ts';
import { modernBertNorm, type PlainNorm } from './norm.ts';

/** What stands before every head's last layer: `norm(act(dense(x)))`. */
export class ModernBertPredictionHead extends Module {
  readonly dense: Linear;
  readonly norm: LayerNorm | PlainNorm;
  readonly #activation: (x: Tensor) => Tensor;

  constructor(config: ModernBertConfig) {
    super(config);
    this.dense = new Linear(config.width, config.width, { bias: config.classifierBias });
    this.norm = modernBertNorm(config);
    this.#activation = activationNamed(config.classifierActivation);
  }

  override forward(x: Tensor): Tensor {
    return this.norm.forward(this.#activation(this.dense.forward(x)));
  }
}

/**
 * ModernBERT that fills gaps: logits over the vocabulary at each position, from the embedding's table.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, ModernBertForMaskedLM, readModernBertConfig } from '@heed/transformer';
 * const config = readModernBertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 2, num_attention_heads: 2,
 *     pad_token_id: 0,
 *   }),
 * );
 * const model = new ModernBertForMaskedLM(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 11]
 * ```
 */
export class ModernBertForMaskedLM
  extends EncoderHead<'maskedLanguageModel', ModernBertConfig>
  implements MaskedLanguageModel
{
  readonly model: ModernBertModel;
  readonly head: ModernBertPredictionHead;
  readonly decoder: VocabularyProjection | Linear | TiedLinear;

  /** @param generator Source of all dropout. */
  constructor(config: ModernBertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super('maskedLanguageModel', config);
    this.model = new ModernBertModel(config, generator);
    this.head = new ModernBertPredictionHead(config);
    const { tokEmbeddings } = this.model.embeddings;
    this.decoder = config.decoderBias
      ? new VocabularyProjection(tokEmbeddings.weight, config.tied)
      : outputLayer(tokEmbeddings, config.tied);
  }

  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    return this.decoder.forward(this.head.forward(this.model.forward(ids, options)));
  }
}

/**
 * ModernBERT that classifies a text, by its first token or by the mean over all: logits [batch, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, ModernBertForSequenceClassification, readModernBertConfig } from '@heed/transformer';
 * const config = readModernBertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 2, num_attention_heads: 2,
 *     pad_token_id: 0, id2label: { 0: 'bad', 1: 'fair', 2: 'good' },
 *   }),
 * );
 * const model = new ModernBertForSequenceClassification(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3]
 * ```
 */
export class ModernBertForSequenceClassification
  extends EncoderHead<'sequenceClassifier', ModernBertConfig>
  implements SequenceClassifier
{
  readonly model: ModernBertModel;
  readonly head: ModernBertPredictionHead;
  readonly drop: Dropout;
  readonly classifier: Linear;

  /** @param generator Source of all dropout. */
  constructor(config: ModernBertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super('sequenceClassifier', config);
    this.model = new ModernBertModel(config, generator);
    this.head = new ModernBertPredictionHead(config);
    this.drop = new Dropout(config.classifierDropout, generator);
    this.classifier = new Linear(config.width, config.labels.length);
  }

  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    const states = this.model.forward(ids, options);
    const mean = this.config.classifierPooling === 'mean';
    const pooled = mean ? meanPooling(states, paddingOf(states, options)) : firstToken(states);
    return this.classifier.forward(this.drop.forward(this.head.forward(pooled)));
  }
}

/**
 * ModernBERT that classifies each token: logits [batch, length, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, ModernBertForTokenClassification, readModernBertConfig } from '@heed/transformer';
 * const config = readModernBertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 2, num_attention_heads: 2,
 *     pad_token_id: 0,
 *   }),
 * );
 * const model = new ModernBertForTokenClassification(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 2]
 * ```
 */
export class ModernBertForTokenClassification extends TokenClassification {
  readonly model: ModernBertModel;
  readonly head: ModernBertPredictionHead;

  /** @param generator Source of all dropout. */
  constructor(config: ModernBertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    checkConfig(new.target.name, config);
    super(config, config.classifierDropout, generator);
    this.model = new ModernBertModel(config, generator);
    this.head = new ModernBertPredictionHead(config);
  }

  protected override encode(ids: Tensor, options: EncoderOptions): Tensor {
    return this.head.forward(this.model.forward(ids, options));
  }
}

/**
 * ModernBERT that finds an answer in a text: logits of its first and last token.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, ModernBertForQuestionAnswering, readModernBertConfig } from '@heed/transformer';
 * const config = readModernBertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 2, num_attention_heads: 2,
 *     pad_token_id: 0,
 *   }),
 * );
 * const model = new ModernBertForQuestionAnswering(config).initialize(new RandomGenerator(0));
 * const { start, end } = model.forward(tensor([[3, 1, 4]], { dtype: 'int32' }));
 * console.log(start.shape, end.shape); // [1, 3] [1, 3]
 * ```
 */
export class ModernBertForQuestionAnswering
  extends EncoderHead<'questionAnswerer', ModernBertConfig>
  implements QuestionAnswerer
{
  readonly model: ModernBertModel;
  readonly head: ModernBertPredictionHead;
  readonly drop: Dropout;
  readonly classifier: Linear;

  /** @param generator Source of all dropout. */
  constructor(config: ModernBertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super('questionAnswerer', config);
    this.model = new ModernBertModel(config, generator);
    this.head = new ModernBertPredictionHead(config);
    this.drop = new Dropout(config.classifierDropout, generator);
    this.classifier = new Linear(config.width, 2);
  }

  override forward(ids: Tensor, options: EncoderOptions = {}): SpanLogits {
    const states = this.head.forward(this.model.forward(ids, options));
    return spanLogits(this.classifier.forward(this.drop.forward(states)));
  }
}
