import {
  full,
  Linear,
  Module,
  mean,
  multiply,
  Parameter,
  RandomGenerator,
  softmax,
  stack,
  sum,
  type Tensor,
} from '@heed/core';
import type { WhisperClassifierConfig } from './config.ts';
import { WhisperEncoder, type WhisperEncoderInput } from './encoder.ts';

/**
 * Whisper's encoder with a classifier of sounds: the mean over time of its projected states. Features
 * [batch, bins, frames] → logits [batch, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { readWhisperClassifierConfig, WhisperForAudioClassification } from '@heed/speech';
 * import { HfConfig } from '@heed/transformer';
 * const config = readWhisperClassifierConfig(
 *   new HfConfig({
 *     model_type: 'whisper', d_model: 8, num_mel_bins: 5, max_source_positions: 6, encoder_layers: 2,
 *     encoder_attention_heads: 2, encoder_ffn_dim: 16, decoder_attention_heads: 2,
 *     id2label: { 0: 'speech', 1: 'music', 2: 'neither' },
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new WhisperForAudioClassification(config).initialize(generator);
 * console.log(model.forward(generator.normal([1, 5, 12])).shape); // [1, 3]
 * ```
 */
export class WhisperForAudioClassification extends Module {
  readonly config: WhisperClassifierConfig;
  readonly encoder: WhisperEncoder;
  /** How much each layer's states count, before softmax, where they are summed. */
  readonly layerWeights: Parameter | undefined;
  readonly projector: Linear;
  readonly classifier: Linear;

  /** @param generator Source of all dropout. */
  constructor(config: WhisperClassifierConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.encoder = new WhisperEncoder(config, generator);
    const states = config.encoder.layers + 1;
    this.layerWeights = config.weightedLayerSum
      ? new Parameter([states], (shape) => full(shape, 1 / states))
      : undefined;
    this.projector = new Linear(config.width, config.projectionWidth);
    this.classifier = new Linear(config.projectionWidth, config.labels.length);
  }

  override forward(features: Tensor, options: WhisperEncoderInput = {}): Tensor {
    const states = this.projector.forward(this.#heard(features, options));
    return this.classifier.forward(mean(states, { axis: 1 }));
  }

  #heard(features: Tensor, options: WhisperEncoderInput): Tensor {
    if (this.layerWeights === undefined) return this.encoder.forward(features, options);
    const states = stack(this.encoder.states(features, options), { axis: -1 });
    const weights = softmax(this.layerWeights, { axis: 0 });
    return sum(multiply(states, weights), { axis: -1 });
  }
}
