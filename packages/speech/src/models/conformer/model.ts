import { RandomGenerator } from '@heed/core';
import { WaveformClassifier, WaveformCtc } from '../wav2vec2/heads.ts';
import { WaveformModel } from '../wav2vec2/model.ts';
import type { ConformerConfig } from './config.ts';
import { ConformerEncoder } from './encoder.ts';

/**
 * A Conformer on samples (Gulati et al. 2020; Wang et al. 2020 in fairseq S2T): the convolutions of wav2vec 2.0 and layers
 * of attention and convolution. Samples [batch, samples] → states [batch, frames, width]. Its fields are the names of
 * published weights but for those of attention, `linear_q` and the like, which are called as everywhere here (`qProj`).
 *
 * Observers can ask for `encoder.input`, what enters the first layer, the output of any layer (`encoder.layers.3`) and
 * its attention (`encoder.layers.3.selfAttn.weights`).
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { ConformerModel, readConformerConfig } from '@heed/speech';
 * import { HfConfig } from '@heed/transformer';
 * const config = readConformerConfig(
 *   new HfConfig({
 *     conv_dim: [4, 4], conv_kernel: [10, 3], conv_stride: [5, 2], hidden_size: 8, num_hidden_layers: 2,
 *     num_attention_heads: 2, intermediate_size: 16, num_conv_pos_embeddings: 5, num_conv_pos_embedding_groups: 2,
 *     conv_depthwise_kernel_size: 3,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new ConformerModel(config).initialize(generator).eval();
 * console.log(model.forward(generator.normal([1, 200])).shape); // [1, 19, 8]
 * ```
 */
export class ConformerModel extends WaveformModel {
  declare readonly config: ConformerConfig;
  readonly encoder: ConformerEncoder;

  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: ConformerConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config, generator);
    this.encoder = new ConformerEncoder(config, generator);
  }
}

/**
 * A Conformer that spells: samples [batch, samples] → logits [batch, frames, labels], trained with `ctcLoss`.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { ConformerForCTC, readConformerConfig } from '@heed/speech';
 * import { HfConfig } from '@heed/transformer';
 * const config = readConformerConfig(
 *   new HfConfig({
 *     vocab_size: 6, conv_dim: [4, 4], conv_kernel: [10, 3], conv_stride: [5, 2], hidden_size: 8, num_hidden_layers: 1,
 *     num_attention_heads: 2, intermediate_size: 16, num_conv_pos_embeddings: 5, num_conv_pos_embedding_groups: 2,
 *     conv_depthwise_kernel_size: 3, position_embeddings_type: 'rotary',
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new ConformerForCTC(config).initialize(generator).eval();
 * console.log(model.recognize(generator.normal([200])).shape); // [19, 6]
 * ```
 */
export class ConformerForCTC extends WaveformCtc {
  readonly wav2vec2Conformer: ConformerModel;

  /** @param generator Source of all dropout. */
  constructor(config: ConformerConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config, generator);
    this.wav2vec2Conformer = new ConformerModel(config, generator);
  }

  protected override get base(): ConformerModel {
    return this.wav2vec2Conformer;
  }
}

/**
 * A Conformer that classifies sounds: samples [batch, samples] → logits [batch, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { ConformerForSequenceClassification, readConformerConfig } from '@heed/speech';
 * import { HfConfig } from '@heed/transformer';
 * const config = readConformerConfig(
 *   new HfConfig({
 *     conv_dim: [4, 4], conv_kernel: [10, 3], conv_stride: [5, 2], hidden_size: 8, num_hidden_layers: 1,
 *     num_attention_heads: 2, intermediate_size: 16, num_conv_pos_embeddings: 5, num_conv_pos_embedding_groups: 2,
 *     conv_depthwise_kernel_size: 3, num_labels: 4,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new ConformerForSequenceClassification(config).initialize(generator).eval();
 * console.log(model.forward(generator.normal([1, 200])).shape); // [1, 4]
 * ```
 */
export class ConformerForSequenceClassification extends WaveformClassifier {
  readonly wav2vec2Conformer: ConformerModel;

  /** @param generator Source of all dropout. */
  constructor(config: ConformerConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.wav2vec2Conformer = new ConformerModel(config, generator);
  }

  protected override get base(): ConformerModel {
    return this.wav2vec2Conformer;
  }
}
