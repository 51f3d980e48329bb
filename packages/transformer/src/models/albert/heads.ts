import {
  checkConfig,
  Dropout,
  LayerNorm,
  Linear,
  Module,
  type Parameter,
  RandomGenerator,
  type Tensor,
} from '@heed/core';
import { type ActivatedLinear, activatedLinear } from '../activations.ts';
import type { EncoderOptions, MaskedLanguageModel, SequenceClassifier } from '../encoder-model.ts';
import { EncoderHead } from '../heads/encoder-head.ts';
import { QuestionAnswering } from '../heads/question-answering.ts';
import { TokenClassification } from '../heads/token-classification.ts';
import { VocabularyProjection, vocabularyBias } from '../heads/vocabulary-projection.ts';
import type { AlbertConfig } from './config.ts';
import { AlbertModel } from './model.ts';

/** `decoder(norm(act(dense(x))))`, as wide as an embedding before the decoder. */
export class AlbertMaskedHead extends Module {
  readonly LayerNorm: LayerNorm;
  /** [vocabulary]; that of a tied decoder, under the name that files have. */
  readonly bias: Parameter | undefined;
  readonly dense: Linear;
  readonly decoder: VocabularyProjection;
  readonly #activated: ActivatedLinear;

  /** @param table Table of the embedding, [vocabulary, embeddingWidth]. */
  constructor(config: AlbertConfig, table: Parameter) {
    super(config);
    const { width, embeddingWidth, epsilon, activation, tied } = config;
    this.LayerNorm = new LayerNorm(embeddingWidth, { epsilon });
    this.bias = tied ? vocabularyBias(table) : undefined;
    this.dense = new Linear(width, embeddingWidth);
    this.decoder = new VocabularyProjection(table, tied, this.bias);
    this.#activated = activatedLinear(activation);
  }

  override forward(states: Tensor): Tensor {
    return this.decoder.forward(this.LayerNorm.forward(this.#activated(this.dense, states)));
  }
}

/**
 * ALBERT that fills gaps: logits over the vocabulary at each position, from the embedding's table.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { AlbertForMaskedLM, HfConfig, readAlbertConfig } from '@heed/transformer';
 * const config = readAlbertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const model = new AlbertForMaskedLM(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 11]
 * ```
 */
export class AlbertForMaskedLM
  extends EncoderHead<'maskedLanguageModel', AlbertConfig>
  implements MaskedLanguageModel
{
  readonly albert: AlbertModel;
  readonly predictions: AlbertMaskedHead;

  /** @param generator Source of all dropout. */
  constructor(config: AlbertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super('maskedLanguageModel', config);
    this.albert = new AlbertModel(config, { pooler: false, generator });
    this.predictions = new AlbertMaskedHead(config, this.albert.embeddings.wordEmbeddings.weight);
  }

  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    return this.predictions.forward(this.albert.forward(ids, options));
  }
}

/**
 * ALBERT that classifies a text by its pooled first token: logits [batch, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { AlbertForSequenceClassification, HfConfig, readAlbertConfig } from '@heed/transformer';
 * const config = readAlbertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *     id2label: { 0: 'bad', 1: 'fair', 2: 'good' },
 *   }),
 * );
 * const model = new AlbertForSequenceClassification(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3]
 * ```
 */
export class AlbertForSequenceClassification
  extends EncoderHead<'sequenceClassifier', AlbertConfig>
  implements SequenceClassifier
{
  readonly albert: AlbertModel;
  readonly dropout: Dropout;
  readonly classifier: Linear;

  /** @param generator Source of all dropout. */
  constructor(config: AlbertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super('sequenceClassifier', config);
    this.albert = new AlbertModel(config, { generator });
    this.dropout = new Dropout(config.classifierDropout, generator);
    this.classifier = new Linear(config.width, config.labels.length);
  }

  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    const pooled = this.albert.pool(this.albert.forward(ids, options));
    return this.classifier.forward(this.dropout.forward(pooled));
  }
}

/**
 * ALBERT that classifies each token: logits [batch, length, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { AlbertForTokenClassification, HfConfig, readAlbertConfig } from '@heed/transformer';
 * const config = readAlbertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const model = new AlbertForTokenClassification(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 2]
 * ```
 */
export class AlbertForTokenClassification extends TokenClassification {
  readonly albert: AlbertModel;

  /** @param generator Source of all dropout. */
  constructor(config: AlbertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    checkConfig(new.target.name, config);
    super(config, config.classifierDropout, generator);
    this.albert = new AlbertModel(config, { pooler: false, generator });
  }

  protected override encode(ids: Tensor, options: EncoderOptions): Tensor {
    return this.albert.forward(ids, options);
  }
}

/**
 * ALBERT that finds an answer in a text: logits of its first and last token.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { AlbertForQuestionAnswering, HfConfig, readAlbertConfig } from '@heed/transformer';
 * const config = readAlbertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const model = new AlbertForQuestionAnswering(config).initialize(new RandomGenerator(0));
 * const { start, end } = model.forward(tensor([[3, 1, 4]], { dtype: 'int32' }));
 * console.log(start.shape, end.shape); // [1, 3] [1, 3]
 * ```
 */
export class AlbertForQuestionAnswering extends QuestionAnswering {
  readonly albert: AlbertModel;

  /** @param generator Source of all dropout. */
  constructor(config: AlbertConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config, 0, generator);
    this.albert = new AlbertModel(config, { pooler: false, generator });
  }

  protected override encode(ids: Tensor, options: EncoderOptions): Tensor {
    return this.albert.forward(ids, options);
  }
}
