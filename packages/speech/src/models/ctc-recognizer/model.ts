import { Dropout, Linear, Module, RandomGenerator, reshape, slice, type Tensor } from '@heed/core';
import { WhisperEncoder } from '../whisper/index.ts';
import type { CtcRecognizerConfig } from './config.ts';

/**
 * A small recogniser that spells: Whisper's encoder, two convolutions that halve the frames of log-mel features and
 * Transformer layers, and a linear layer to labels, trained with `ctcLoss`. It is trained from nothing, or begins with
 * the first layers of a Whisper. Features of 10 ms become logits of 20 ms.
 *
 * Attention maps: observe `encoder.layers.0.selfAttn`.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { CtcRecognizer, decodeCtcGreedily, logMel, readCtcRecognizerConfig } from '@heed/speech';
 * import { HfConfig } from '@heed/transformer';
 * const config = new HfConfig({
 *   model_type: 'ctc-recognizer', vocab_size: 29, d_model: 8, encoder_layers: 1, encoder_attention_heads: 2,
 *   encoder_ffn_dim: 16,
 * });
 * const model = new CtcRecognizer(readCtcRecognizerConfig(config)).initialize(new RandomGenerator(0));
 * const features = logMel({ samplingRate: 16_000, channels: [new Float32Array(16_000)] }); // [80, 100]
 * const logits = model.recognize(features); // [50, 29]
 * console.log(decodeCtcGreedily(logits, { blank: model.blank }).length <= 50); // true
 * ```
 */
export class CtcRecognizer extends Module {
  readonly config: CtcRecognizerConfig;
  readonly encoder: WhisperEncoder;
  readonly dropout: Dropout;
  /** To labels; the name is that of published CTC heads, `lm_head`. */
  readonly lmHead: Linear;

  /** @param generator Source of all dropout. */
  constructor(config: CtcRecognizerConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.encoder = new WhisperEncoder(config, generator);
    this.dropout = new Dropout(config.dropout, generator);
    this.lmHead = new Linear(config.width, config.vocabularySize);
  }

  /** The label that stands for none. */
  get blank(): number {
    return this.config.blank;
  }

  /** Frames of the logits for frames of the features. */
  framesOf(frames: number): number {
    return Math.ceil(frames / 2);
  }

  /**
   * @param features [batch, bins, frames]
   * @param mask bool [batch, frames], true where sound is.
   * @returns logits [batch, ⌈frames / 2⌉, labels]; those behind a shorter sound mean nothing.
   */
  override forward(features: Tensor, mask?: Tensor): Tensor {
    const states = this.encoder.forward(features, { mask: mask && this.#halved(mask) });
    return this.lmHead.forward(this.dropout.forward(states));
  }

  /** Logits [⌈frames / 2⌉, labels] of the features of one sound, [bins, frames]. */
  recognize(features: Tensor): Tensor {
    const logits = this.forward(reshape(features, [1, ...features.shape]));
    return reshape(logits, logits.shape.slice(1));
  }

  /** A frame of the encoder begins at every other frame of the features: [batch, frames] → [batch, 1, 1, ⌈frames / 2⌉]. */
  #halved(mask: Tensor): Tensor {
    const [batch = 0, frames = 0] = mask.shape;
    const every = slice(mask, { axis: 1, start: 0, end: frames, step: 2 });
    return reshape(every, [batch, 1, 1, this.framesOf(frames)]);
  }
}
