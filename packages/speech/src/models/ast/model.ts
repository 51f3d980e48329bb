import { LayerNorm, Linear, Module, mean, RandomGenerator, slice, type Tensor } from '@heed/core';
import type { AudioSpectrogramConfig } from './config.ts';
import { AudioSpectrogramEmbeddings } from './embeddings.ts';
import { AudioSpectrogramEncoder } from './layer.ts';

/**
 * Audio Spectrogram Transformer (Gong et al. 2021): a ViT that looks at Kaldi's filter banks, in patches that overlap.
 * Features [batch, frames, bins] → states [batch, 2 + patches, width], of a class token, a distillation token and the
 * patches, lower bins first. `SoundProcessor` makes the features. Its fields are the names of published weights.
 *
 * Observers can ask for the tokens (`embeddings`), the output of any layer (`encoder.layer.3`) and its attention
 * (`encoder.layer.3.attention.attention.weights`).
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { ASTModel, readAudioSpectrogramConfig } from '@heed/speech';
 * import { HfConfig } from '@heed/transformer';
 * const config = readAudioSpectrogramConfig(
 *   new HfConfig({
 *     num_mel_bins: 8, max_length: 20, patch_size: 4, frequency_stride: 2, time_stride: 4, hidden_size: 8,
 *     num_hidden_layers: 2, num_attention_heads: 2, intermediate_size: 16,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new ASTModel(config).initialize(generator);
 * console.log(model.forward(generator.normal([1, 20, 8])).shape); // 3 rows of 5 patches: [1, 17, 8]
 * ```
 */
export class ASTModel extends Module {
  readonly config: AudioSpectrogramConfig;
  readonly embeddings: AudioSpectrogramEmbeddings;
  readonly encoder: AudioSpectrogramEncoder;
  readonly layernorm: LayerNorm;

  /** @param generator Source of all dropout. */
  constructor(config: AudioSpectrogramConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.embeddings = new AudioSpectrogramEmbeddings(config, generator);
    this.encoder = new AudioSpectrogramEncoder(config, generator);
    this.layernorm = new LayerNorm(config.width, { epsilon: config.epsilon });
  }

  /**
   * States of a sound, [batch, tokens, width].
   *
   * @throws {ShapeError} for features of another size than the model was trained for.
   */
  override forward(features: Tensor): Tensor {
    return this.layernorm.forward(this.encoder.forward(this.embeddings.forward(features)));
  }

  /** The mean of class token and distillation token, [batch, tokens, width] → [batch, width]. */
  embed(states: Tensor): Tensor {
    return mean(slice(states, { axis: 1, end: 2 }), { axis: 1 });
  }
}

/** A norm and a linear layer to labels. */
export class ASTMLPHead extends Module {
  readonly layernorm: LayerNorm;
  readonly dense: Linear;

  constructor(config: AudioSpectrogramConfig) {
    super(config);
    const { width, epsilon, labels } = config;
    this.layernorm = new LayerNorm(width, { epsilon });
    this.dense = new Linear(width, labels.length);
  }

  override forward(x: Tensor): Tensor {
    return this.dense.forward(this.layernorm.forward(x));
  }
}

/**
 * An Audio Spectrogram Transformer that says what is heard: features [batch, frames, bins] → logits [batch, labels]; for
 * AudioSet, whose sounds have several labels, each by its sigmoid.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { ASTForAudioClassification, readAudioSpectrogramConfig } from '@heed/speech';
 * import { HfConfig } from '@heed/transformer';
 * const config = readAudioSpectrogramConfig(
 *   new HfConfig({
 *     num_mel_bins: 8, max_length: 20, patch_size: 4, frequency_stride: 2, time_stride: 4, hidden_size: 8,
 *     num_hidden_layers: 1, num_attention_heads: 2, intermediate_size: 16, id2label: { 0: 'rain', 1: 'bell', 2: 'dog' },
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new ASTForAudioClassification(config).initialize(generator);
 * console.log(model.forward(generator.normal([1, 20, 8])).shape); // [1, 3]
 * ```
 */
export class ASTForAudioClassification extends Module {
  readonly config: AudioSpectrogramConfig;
  readonly audioSpectrogramTransformer: ASTModel;
  readonly classifier: ASTMLPHead;

  /** @param generator Source of all dropout. */
  constructor(config: AudioSpectrogramConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.audioSpectrogramTransformer = new ASTModel(config, generator);
    this.classifier = new ASTMLPHead(config);
  }

  /** @throws {ShapeError} for features of another size than the model was trained for. */
  override forward(features: Tensor): Tensor {
    const { audioSpectrogramTransformer: model } = this;
    return this.classifier.forward(model.embed(model.forward(features)));
  }
}
