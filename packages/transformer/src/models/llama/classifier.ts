import { Linear, RandomGenerator, type Tensor } from '@heed/core';
import { lastTokenPooling } from '../../embeddings/pooling.ts';
import type { EncoderConfig, EncoderOptions, SequenceClassifier } from '../encoder-model.ts';
import { EncoderHead } from '../heads/encoder-head.ts';
import { readLabels } from '../heads/labels.ts';
import { checkHfConfig, type HfConfig } from '../hf-config.ts';
import { paddingOf } from '../packing/without-padding.ts';
import { type LlamaConfig, readLlamaConfig } from './config.ts';
import { LlamaModel } from './model.ts';

/** What a Llama that classifies is made of. */
export interface LlamaClassifierConfig extends LlamaConfig, EncoderConfig {}

/**
 * Reads a published config of a classifier or reward model of the Llama family.
 *
 * @throws {FormatError} for a field that is missing or not as it must be.
 */
export function readLlamaClassifierConfig(hf: HfConfig): LlamaClassifierConfig {
  checkHfConfig('readLlamaClassifierConfig', hf);
  return {
    ...readLlamaConfig(hf),
    // Some files say −1 for none.
    padId: Math.max(0, hf.number('pad_token_id', 0)),
    tokenTypes: 0,
    labels: readLabels(hf),
  };
}

/**
 * A Llama, Mistral or Qwen that classifies a text, or says how good an answer is (a reward model, Ouyang et al. 2022):
 * `score(state of the last real token)`, logits [batch, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, LlamaForSequenceClassification, readLlamaClassifierConfig } from '@heed/transformer';
 * const config = readLlamaClassifierConfig(
 *   new HfConfig({
 *     model_type: 'llama', vocab_size: 11, hidden_size: 8, intermediate_size: 16,
 *     num_hidden_layers: 2, num_attention_heads: 2, num_labels: 1,
 *   }),
 * );
 * const model = new LlamaForSequenceClassification(config).initialize(new RandomGenerator(0));
 * console.log(model.forward(tensor([[3, 1, 4]], { dtype: 'int32' })).shape); // [1, 1]
 * ```
 */
export class LlamaForSequenceClassification
  extends EncoderHead<'sequenceClassifier', LlamaClassifierConfig>
  implements SequenceClassifier
{
  readonly model: LlamaModel;
  readonly score: Linear;

  /** @param generator Source of all dropout. */
  constructor(config: LlamaClassifierConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super('sequenceClassifier', config);
    this.model = new LlamaModel(config, generator);
    this.score = new Linear(config.width, config.labels.length, { bias: false });
  }

  override forward(ids: Tensor, options: EncoderOptions = {}): Tensor {
    const { positionIds } = options;
    const mask = paddingOf(ids, options);
    return this.score.forward(lastTokenPooling(this.model.forward(ids, { mask, positionIds }), mask));
  }
}
