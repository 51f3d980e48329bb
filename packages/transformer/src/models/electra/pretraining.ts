import { gelu, LayerNorm, Linear, Module, RandomGenerator, squeeze, type Tensor } from '@heed/core';
import { type ActivatedLinear, activatedLinear } from '../activations.ts';
import type { EncoderOptions, MaskedLanguageModel, ReplacedTokenDetector } from '../encoder-model.ts';
import { EncoderHead } from '../heads/encoder-head.ts';
import { VocabularyProjection } from '../heads/vocabulary-projection.ts';
import type { ElectraConfig } from './config.ts';
import { ElectraModel } from './model.ts';

/** `densePrediction(act(dense(x)))`: [batch, length, width] → [batch, length]. */
export class ElectraDiscriminatorPredictions extends Module {
  readonly dense: Linear;
  readonly densePrediction: Linear;
  readonly #activated: ActivatedLinear;

  constructor(config: ElectraConfig) {
    super(config);
    const { width, activation } = config;
    this.dense = new Linear(width, width);
    this.densePrediction = new Linear(width, 1);
    this.#activated = activatedLinear(activation);
  }

  override forward(states: Tensor): Tensor {
    return squeeze(this.densePrediction.forward(this.#activated(this.dense, states)), { axis: -1 });
  }
}

/**
 * The discriminator: for each token a logit, [batch, length], above 0 where it thinks that the token was put in.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { ElectraForPreTraining, HfConfig, readElectraConfig } from '@heed/transformer';
 * const config = readElectraConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const model = new ElectraForPreTraining(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3]
 * ```
 */
export class ElectraForPreTraining
  extends EncoderHead<'replacedTokenDetector', ElectraConfig>
  implements ReplacedTokenDetector
{
  readonly electra: ElectraModel;
  readonly discriminatorPredictions: ElectraDiscriminatorPredictions;

  /** @param generator Source of all dropout. */
  constructor(config: ElectraConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super('replacedTokenDetector', config);
    this.electra = new ElectraModel(config, generator);
    this.discriminatorPredictions = new ElectraDiscriminatorPredictions(config);
  }

  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    return this.discriminatorPredictions.forward(this.electra.forward(ids, options));
  }
}

/** `norm(gelu(dense(x)))`, as wide as an embedding. */
export class ElectraGeneratorPredictions extends Module {
  readonly LayerNorm: LayerNorm;
  readonly dense: Linear;

  constructor(config: ElectraConfig) {
    super(config);
    const { width, embeddingWidth, epsilon } = config;
    this.LayerNorm = new LayerNorm(embeddingWidth, { epsilon });
    this.dense = new Linear(width, embeddingWidth);
  }

  override forward(states: Tensor): Tensor {
    return this.LayerNorm.forward(gelu(this.dense.forward(states)));
  }
}

/**
 * The generator, which fills gaps: logits over the vocabulary at each position, from the embedding's table.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { ElectraForMaskedLM, HfConfig, readElectraConfig } from '@heed/transformer';
 * const config = readElectraConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const model = new ElectraForMaskedLM(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 3, 11]
 * ```
 */
export class ElectraForMaskedLM
  extends EncoderHead<'maskedLanguageModel', ElectraConfig>
  implements MaskedLanguageModel
{
  readonly electra: ElectraModel;
  readonly generatorPredictions: ElectraGeneratorPredictions;
  readonly generatorLmHead: VocabularyProjection;

  /** @param generator Source of all dropout. */
  constructor(config: ElectraConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super('maskedLanguageModel', config);
    this.electra = new ElectraModel(config, generator);
    this.generatorPredictions = new ElectraGeneratorPredictions(config);
    this.generatorLmHead = new VocabularyProjection(
      this.electra.embeddings.wordEmbeddings.weight,
      config.tied,
    );
  }

  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    return this.generatorLmHead.forward(
      this.generatorPredictions.forward(this.electra.forward(ids, options)),
    );
  }
}
