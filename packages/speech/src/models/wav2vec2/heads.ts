import {
  cast,
  Dropout,
  divide,
  full,
  Linear,
  Module,
  mean,
  multiply,
  Parameter,
  RandomGenerator,
  reshape,
  ShapeError,
  showShape,
  softmax,
  stack,
  sum,
  type Tensor,
} from '@heed/core';
import type { CtcModel } from '../../ctc/objective.ts';
import type { Wav2Vec2Config } from './config.ts';
import { Wav2Vec2Model, type WaveformModel } from './model.ts';
import { withoutMasked } from './waveform-encoder.ts';

/** A recogniser that spells what it hears in samples, whatever its encoder is called in files. */
export abstract class WaveformCtc extends Module implements CtcModel {
  readonly config: Wav2Vec2Config;
  readonly dropout: Dropout;
  /** To labels. */
  readonly lmHead: Linear;

  constructor(config: Wav2Vec2Config, generator: RandomGenerator) {
    super(config);
    this.config = config;
    this.dropout = new Dropout(config.finalDropout, generator);
    this.lmHead = new Linear(config.width, config.vocabularySize);
  }

  /** The model without a head. */
  protected abstract get base(): WaveformModel;

  /** The label that stands for none. */
  get blank(): number {
    return this.config.blank;
  }

  /** Frames of the logits for samples of a sound. */
  framesOf(samples: number): number {
    return this.base.framesOf(samples);
  }

  /**
   * Logits [batch, frames, labels]; those behind a shorter sound mean nothing.
   *
   * @param samples float32 [batch, samples], or [batch, 1, samples].
   * @param mask bool [batch, samples], true where sound is; for models trained with one.
   * @throws {ShapeError} for other shapes, and sounds that are shorter than a frame.
   */
  override forward(samples: Tensor, mask?: Tensor): Tensor {
    return this.lmHead.forward(this.dropout.forward(this.base.forward(samples, mask)));
  }

  /**
   * Logits [frames, labels] of the samples of one sound, [samples] or [1, samples].
   *
   * @throws {ShapeError} for several sounds, and for one that is shorter than a frame.
   */
  recognize(samples: Tensor): Tensor {
    if (samples.size !== samples.shape.at(-1)) {
      throw new ShapeError(`recognize: needs one sound, [samples], got ${showShape(samples.shape)}`);
    }
    const logits = this.forward(reshape(samples, [1, samples.size]));
    return reshape(logits, logits.shape.slice(1));
  }
}

/** A classifier of sounds: the mean over time of its projected states. */
export abstract class WaveformClassifier extends Module {
  readonly config: Wav2Vec2Config;
  /** How much each layer's states count, before softmax, where they are summed. */
  readonly layerWeights: Parameter | undefined;
  readonly projector: Linear;
  readonly classifier: Linear;

  constructor(config: Wav2Vec2Config) {
    super(config);
    this.config = config;
    const states = config.layers + 1;
    this.layerWeights = config.weightedLayerSum
      ? new Parameter([states], (shape) => full(shape, 1 / states))
      : undefined;
    this.projector = new Linear(config.width, config.classifierWidth);
    this.classifier = new Linear(config.classifierWidth, config.labels.length);
  }

  /** The model without a head. */
  protected abstract get base(): WaveformModel;

  /**
   * Samples [batch, samples] → logits [batch, labels].
   *
   * @param mask bool [batch, samples], true where sound is; for models trained with one.
   * @throws {ShapeError} for other shapes, and sounds that are shorter than a frame.
   */
  override forward(samples: Tensor, mask?: Tensor): Tensor {
    const states = this.projector.forward(this.#heard(samples, mask));
    return this.classifier.forward(this.#pooled(states, mask && this.base.frameMask(mask, samples)));
  }

  #heard(samples: Tensor, mask: Tensor | undefined): Tensor {
    if (this.layerWeights === undefined) return this.base.forward(samples, mask);
    const weights = softmax(this.layerWeights, { axis: 0 });
    return sum(multiply(stack(this.base.states(samples, mask), { axis: -1 }), weights), { axis: -1 });
  }

  #pooled(states: Tensor, frames: Tensor | undefined): Tensor {
    if (frames === undefined) return mean(states, { axis: 1 });
    const count = sum(cast(frames, states.dtype), { axis: 1, keepAxes: true });
    return divide(sum(withoutMasked(states, frames), { axis: 1 }), count);
  }
}

/**
 * wav2vec 2.0 that spells: samples [batch, samples] → logits [batch, frames, labels], trained with `ctcLoss`, read with
 * `decodeCtcGreedily` or `searchCtcBeam`, each with the model's `blank`.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { decodeCtcGreedily, readWav2Vec2Config, Wav2Vec2ForCTC } from '@heed/speech';
 * import { HfConfig } from '@heed/transformer';
 * const config = readWav2Vec2Config(
 *   new HfConfig({
 *     vocab_size: 6, conv_dim: [4, 4], conv_kernel: [10, 3], conv_stride: [5, 2], hidden_size: 8, num_hidden_layers: 1,
 *     num_attention_heads: 2, intermediate_size: 16, num_conv_pos_embeddings: 5, num_conv_pos_embedding_groups: 2,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new Wav2Vec2ForCTC(config).initialize(generator);
 * const logits = model.recognize(generator.normal([200])); // [19, 6]
 * console.log(decodeCtcGreedily(logits, { blank: model.blank }).length <= 19); // true
 * ```
 */
export class Wav2Vec2ForCTC extends WaveformCtc {
  readonly wav2vec2: Wav2Vec2Model;

  /** @param generator Source of all dropout. */
  constructor(config: Wav2Vec2Config, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config, generator);
    this.wav2vec2 = new Wav2Vec2Model(config, generator);
  }

  protected override get base(): Wav2Vec2Model {
    return this.wav2vec2;
  }
}

/**
 * wav2vec 2.0 that classifies sounds: keywords, languages, speakers, emotions. Samples [batch, samples] → logits
 * [batch, labels].
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { readWav2Vec2Config, Wav2Vec2ForSequenceClassification } from '@heed/speech';
 * import { HfConfig } from '@heed/transformer';
 * const config = readWav2Vec2Config(
 *   new HfConfig({
 *     conv_dim: [4, 4], conv_kernel: [10, 3], conv_stride: [5, 2], hidden_size: 8, num_hidden_layers: 1,
 *     num_attention_heads: 2, intermediate_size: 16, num_conv_pos_embeddings: 5, num_conv_pos_embedding_groups: 2,
 *     id2label: { 0: 'yes', 1: 'no', 2: 'neither' },
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new Wav2Vec2ForSequenceClassification(config).initialize(generator);
 * console.log(model.forward(generator.normal([1, 200])).shape); // [1, 3]
 * ```
 */
export class Wav2Vec2ForSequenceClassification extends WaveformClassifier {
  readonly wav2vec2: Wav2Vec2Model;

  /** @param generator Source of all dropout. */
  constructor(config: Wav2Vec2Config, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.wav2vec2 = new Wav2Vec2Model(config, generator);
  }

  protected override get base(): Wav2Vec2Model {
    return this.wav2vec2;
  }
}
