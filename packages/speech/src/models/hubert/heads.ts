import { RandomGenerator } from '@heed/core';
import type { Wav2Vec2Config } from '../wav2vec2/config.ts';
import { WaveformClassifier, WaveformCtc } from '../wav2vec2/heads.ts';
import { Wav2Vec2Model } from '../wav2vec2/model.ts';

/**
 * HuBERT (Hsu et al. 2021): the network of wav2vec 2.0, which learned from clusters of hidden units. Samples
 * [batch, samples] → states [batch, frames, width]; see {@link Wav2Vec2Model}.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HubertModel, readHubertConfig } from '@heed/speech';
 * import { HfConfig } from '@heed/transformer';
 * const config = readHubertConfig(
 *   new HfConfig({
 *     conv_dim: [4, 4], conv_kernel: [10, 3], conv_stride: [5, 2], hidden_size: 8, num_hidden_layers: 2,
 *     num_attention_heads: 2, intermediate_size: 16, num_conv_pos_embeddings: 5, num_conv_pos_embedding_groups: 2,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new HubertModel(config).initialize(generator);
 * console.log(model.forward(generator.normal([1, 200])).shape); // [1, 19, 8]
 * ```
 */
export class HubertModel extends Wav2Vec2Model {}

/**
 * HuBERT that spells: samples [batch, samples] → logits [batch, frames, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HubertForCTC, readHubertConfig } from '@heed/speech';
 * import { HfConfig } from '@heed/transformer';
 * const config = readHubertConfig(
 *   new HfConfig({
 *     vocab_size: 6, conv_dim: [4, 4], conv_kernel: [10, 3], conv_stride: [5, 2], hidden_size: 8, num_hidden_layers: 1,
 *     num_attention_heads: 2, intermediate_size: 16, num_conv_pos_embeddings: 5, num_conv_pos_embedding_groups: 2,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new HubertForCTC(config).initialize(generator);
 * console.log(model.forward(generator.normal([1, 200])).shape); // [1, 19, 6]
 * ```
 */
export class HubertForCTC extends WaveformCtc {
  readonly hubert: HubertModel;

  /** @param generator Source of all dropout. */
  constructor(config: Wav2Vec2Config, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config, generator);
    this.hubert = new HubertModel(config, generator);
  }

  protected override get base(): HubertModel {
    return this.hubert;
  }
}

/**
 * HuBERT that classifies sounds: samples [batch, samples] → logits [batch, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HubertForSequenceClassification, readHubertConfig } from '@heed/speech';
 * import { HfConfig } from '@heed/transformer';
 * const config = readHubertConfig(
 *   new HfConfig({
 *     conv_dim: [4, 4], conv_kernel: [10, 3], conv_stride: [5, 2], hidden_size: 8, num_hidden_layers: 1,
 *     num_attention_heads: 2, intermediate_size: 16, num_conv_pos_embeddings: 5, num_conv_pos_embedding_groups: 2,
 *     num_labels: 4,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new HubertForSequenceClassification(config).initialize(generator);
 * console.log(model.forward(generator.normal([1, 200])).shape); // [1, 4]
 * ```
 */
export class HubertForSequenceClassification extends WaveformClassifier {
  readonly hubert: HubertModel;

  /** @param generator Source of all dropout. */
  constructor(config: Wav2Vec2Config, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.hubert = new HubertModel(config, generator);
  }

  protected override get base(): HubertModel {
    return this.hubert;
  }
}
