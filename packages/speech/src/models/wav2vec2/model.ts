import { Dropout, LayerNorm, Linear, Module, RandomGenerator, type Tensor } from '@heed/core';
import type { Wav2Vec2Config } from './config.ts';
import { Wav2Vec2Encoder } from './encoder.ts';
import { Wav2Vec2FeatureExtractor } from './feature-extractor.ts';
import { frameMask, framesOfSamples } from './frames.ts';
import type { WaveformEncoder } from './waveform-encoder.ts';

/** Features of the front-end to the width of the encoder. */
export class Wav2Vec2FeatureProjection extends Module {
  readonly layerNorm: LayerNorm | undefined;
  readonly projection: Linear;
  readonly dropout: Dropout;

  constructor(config: Wav2Vec2Config, generator: RandomGenerator) {
    super(config);
    const channels = config.convolutions.at(-1)?.channels ?? 1;
    this.layerNorm = config.projectionNorm ? new LayerNorm(channels, { epsilon: config.epsilon }) : undefined;
    this.projection = new Linear(channels, config.width);
    this.dropout = new Dropout(config.projectionDropout, generator);
  }

  override forward(features: Tensor): Tensor {
    const normed = this.layerNorm?.forward(features) ?? features;
    return this.dropout.forward(this.projection.forward(normed));
  }
}

/** What models on samples share, whatever their layers are: samples by convolutions to features, and those to an encoder. */
export abstract class WaveformModel extends Module {
  readonly config: Wav2Vec2Config;
  readonly featureExtractor: Wav2Vec2FeatureExtractor;
  readonly featureProjection: Wav2Vec2FeatureProjection;
  abstract readonly encoder: WaveformEncoder;

  constructor(config: Wav2Vec2Config, generator: RandomGenerator) {
    super(config);
    this.config = config;
    this.featureExtractor = new Wav2Vec2FeatureExtractor(config);
    this.featureProjection = new Wav2Vec2FeatureProjection(config, generator);
  }

  /** Frames of the states for samples of a sound. */
  framesOf(samples: number): number {
    return framesOfSamples(samples, this.config.convolutions);
  }

  /**
   * States of sounds, [batch, frames, width]; those behind a shorter sound mean nothing.
   *
   * @param samples float32 [batch, samples], or [batch, 1, samples].
   * @param mask bool [batch, samples], true where sound is, as `SoundProcessor` gives it; for models trained with one.
   * @throws {ShapeError} for other shapes, and sounds that are shorter than a frame.
   */
  override forward(samples: Tensor, mask?: Tensor): Tensor {
    return this.encoder.forward(...this.#features(samples, mask));
  }

  /** The states that enter each layer, and those behind the last, before any norm over them. */
  states(samples: Tensor, mask?: Tensor): readonly Tensor[] {
    return this.encoder.states(...this.#features(samples, mask));
  }

  /**
   * Which frames are sound, bool [batch, frames].
   *
   * @param mask bool [batch, samples]
   * @throws {ShapeError} for a mask that does not fit the samples.
   */
  frameMask(mask: Tensor, samples: Tensor): Tensor {
    return frameMask(mask, samples, this.config.convolutions);
  }

  #features(samples: Tensor, mask: Tensor | undefined): [features: Tensor, mask?: Tensor] {
    const features = this.featureProjection.forward(this.featureExtractor.forward(samples));
    return mask === undefined ? [features] : [features, this.frameMask(mask, samples)];
  }
}

/**
 * wav2vec 2.0 (Baevski et al. 2020) without a head: samples [batch, samples] → states [batch, frames, width], a frame
 * for each 20 ms in published models. Its fields are the names of published weights. Masking features in training
 * (SpecAugment with `masked_spec_embed`) is not done: change the samples instead.
 *
 * Observers can ask for `encoder.input`, what enters the first layer, the output of any layer (`encoder.layers.3`) and
 * its attention (`encoder.layers.3.attention.weights`).
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { readWav2Vec2Config, Wav2Vec2Model } from '@heed/speech';
 * import { HfConfig } from '@heed/transformer';
 * const config = readWav2Vec2Config(
 *   new HfConfig({
 *     conv_dim: [4, 4], conv_kernel: [10, 3], conv_stride: [5, 2], hidden_size: 8, num_hidden_layers: 2,
 *     num_attention_heads: 2, intermediate_size: 16, num_conv_pos_embeddings: 5, num_conv_pos_embedding_groups: 2,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new Wav2Vec2Model(config).initialize(generator);
 * console.log(model.forward(generator.normal([1, 200])).shape); // [1, 19, 8]
 * ```
 */
export class Wav2Vec2Model extends WaveformModel {
  readonly encoder: Wav2Vec2Encoder;

  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: Wav2Vec2Config, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config, generator);
    this.encoder = new Wav2Vec2Encoder(config, generator);
  }
}
