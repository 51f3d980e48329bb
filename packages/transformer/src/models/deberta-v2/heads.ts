import { checkConfig, Dropout, Linear, Module, OptionError, RandomGenerator, type Tensor } from '@heed/core';
import { activationNamed } from '../activations.ts';
import { BertPredictionHead } from '../bert/prediction-head.ts';
import type { EncoderOptions, MaskedLanguageModel, SequenceClassifier } from '../encoder-model.ts';
import { EncoderHead } from '../heads/encoder-head.ts';
import { firstToken } from '../heads/first-token.ts';
import { QuestionAnswering } from '../heads/question-answering.ts';
import { TokenClassification } from '../heads/token-classification.ts';
import type { DebertaV2Config } from './config.ts';
import { DebertaV2Predictions } from './masked-head.ts';
import { DebertaV2Model } from './model.ts';

/**
 * DeBERTa that fills gaps: logits over the vocabulary at each position, by the head that it was trained with, or with
 * `legacy` by BERT's; either ends in the embedding's table.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { DebertaV2ForMaskedLM, HfConfig, readDebertaV2Config } from '@heed/transformer';
 * const config = readDebertaV2Config(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *     relative_attention: true, pos_att_type: 'p2c|c2p', legacy: false,
 *   }),
 * );
 * const model = new DebertaV2ForMaskedLM(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 11]
 * ```
 */
export class DebertaV2ForMaskedLM
  extends EncoderHead<'maskedLanguageModel', DebertaV2Config>
  implements MaskedLanguageModel
{
  readonly deberta: DebertaV2Model;
  /** BERT's head. */
  readonly cls: BertPredictionHead | undefined;
  readonly lmPredictions: DebertaV2Predictions | undefined;

  /** @param generator Source of all dropout. */
  constructor(config: DebertaV2Config, generator: RandomGenerator = new RandomGenerator(0)) {
    super('maskedLanguageModel', config);
    this.deberta = new DebertaV2Model(config, generator);
    const { weight } = this.deberta.embeddings.wordEmbeddings;
    this.cls = config.legacy ? new BertPredictionHead(config, weight) : undefined;
    this.lmPredictions = config.legacy ? undefined : new DebertaV2Predictions(config, weight);
  }

  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    const { cls, lmPredictions, deberta } = this;
    const states = deberta.forward(ids, options);
    if (cls !== undefined) return cls.forward(states);
    if (lmPredictions !== undefined) {
      return lmPredictions.forward(states, deberta.embeddings.wordEmbeddings.weight);
    }
    throw new OptionError('DebertaV2ForMaskedLM: its head was taken away');
  }
}

/** A vector for each text: `act(dense(state of the first token))`, [batch, length, width] → [batch, width]. */
export class DebertaV2Pooler extends Module {
  readonly dense: Linear;
  readonly dropout: Dropout;
  readonly #activation: (x: Tensor) => Tensor;

  constructor(config: DebertaV2Config, generator: RandomGenerator) {
    super(config);
    const { width, poolerActivation, poolerDropout } = config;
    this.dense = new Linear(width, width);
    this.dropout = new Dropout(poolerDropout, generator);
    this.#activation = activationNamed(poolerActivation);
  }

  override forward(states: Tensor): Tensor {
    return this.#activation(this.dense.forward(this.dropout.forward(firstToken(states))));
  }
}

/**
 * DeBERTa that classifies a text by its pooled first token: logits [batch, labels]. What zero-shot classification and
 * much natural-language inference run on.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { DebertaV2ForSequenceClassification, HfConfig, readDebertaV2Config } from '@heed/transformer';
 * const config = readDebertaV2Config(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *     relative_attention: true, pos_att_type: 'p2c|c2p', id2label: { 0: 'entailment', 1: 'neutral', 2: 'contradiction' },
 *   }),
 * );
 * const model = new DebertaV2ForSequenceClassification(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3]
 * ```
 */
export class DebertaV2ForSequenceClassification
  extends EncoderHead<'sequenceClassifier', DebertaV2Config>
  implements SequenceClassifier
{
  readonly deberta: DebertaV2Model;
  readonly pooler: DebertaV2Pooler;
  readonly dropout: Dropout;
  readonly classifier: Linear;

  /** @param generator Source of all dropout. */
  constructor(config: DebertaV2Config, generator: RandomGenerator = new RandomGenerator(0)) {
    super('sequenceClassifier', config);
    this.deberta = new DebertaV2Model(config, generator);
    this.pooler = new DebertaV2Pooler(config, generator);
    this.dropout = new Dropout(config.classifierDropout, generator);
    this.classifier = new Linear(config.width, config.labels.length);
  }

  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    const pooled = this.pooler.forward(this.deberta.forward(ids, options));
    return this.classifier.forward(this.dropout.forward(pooled));
  }
}

/**
 * DeBERTa that classifies each token: logits [batch, length, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { DebertaV2ForTokenClassification, HfConfig, readDebertaV2Config } from '@heed/transformer';
 * const config = readDebertaV2Config(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *     relative_attention: true, pos_att_type: 'p2c|c2p',
 *   }),
 * );
 * const model = new DebertaV2ForTokenClassification(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 2]
 * ```
 */
export class DebertaV2ForTokenClassification extends TokenClassification {
  readonly deberta: DebertaV2Model;

  /** @param generator Source of all dropout. */
  constructor(config: DebertaV2Config, generator: RandomGenerator = new RandomGenerator(0)) {
    checkConfig(new.target.name, config);
    super(config, config.dropout, generator);
    this.deberta = new DebertaV2Model(config, generator);
  }

  protected override encode(ids: Tensor, options: EncoderOptions): Tensor {
    return this.deberta.forward(ids, options);
  }
}

/**
 * DeBERTa that finds an answer in a text: logits of its first and last token.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { DebertaV2ForQuestionAnswering, HfConfig, readDebertaV2Config } from '@heed/transformer';
 * const config = readDebertaV2Config(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *     relative_attention: true, pos_att_type: 'p2c|c2p',
 *   }),
 * );
 * const model = new DebertaV2ForQuestionAnswering(config).initialize(new RandomGenerator(0));
 * const { start, end } = model.forward(tensor([[3, 1, 4]], { dtype: 'int32' }));
 * console.log(start.shape, end.shape); // [1, 3] [1, 3]
 * ```
 */
export class DebertaV2ForQuestionAnswering extends QuestionAnswering {
  readonly deberta: DebertaV2Model;

  /** @param generator Source of all dropout. */
  constructor(config: DebertaV2Config, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config, 0, generator);
    this.deberta = new DebertaV2Model(config, generator);
  }

  protected override encode(ids: Tensor, options: EncoderOptions): Tensor {
    return this.deberta.forward(ids, options);
  }
}
