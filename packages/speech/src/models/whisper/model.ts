import { Embedding, type Linear, Module, normalInitializer, RandomGenerator, type Tensor } from '@heed/core';
import {
  BartLikeDecoder,
  type EncodedSource,
  EncoderDecoderModel,
  lastPositions,
  outputLayer,
  type TargetOptions,
  type TiedLinear,
} from '@heed/transformer';
import type { WhisperConfig } from './config.ts';
import { WhisperEncoder } from './encoder.ts';
import { WhisperPositions } from './positions.ts';

/** Encoder and decoder; what is behind the decoder belongs to {@link Whisper}. */
export class WhisperModel extends Module {
  readonly encoder: WhisperEncoder;
  readonly decoder: BartLikeDecoder;

  constructor(config: WhisperConfig, generator: RandomGenerator) {
    super(config);
    const { vocabularySize, width, padId, maximumLength } = config;
    this.encoder = new WhisperEncoder(config, generator);
    this.decoder = new BartLikeDecoder(config, {
      embedTokens: new Embedding(vocabularySize, width, {
        paddingIndex: padId,
        initializer: normalInitializer(0.02),
      }),
      embedPositions: new WhisperPositions(maximumLength, width),
      generator,
    });
  }

  /** States of the target, [batch, target length, width]. */
  override forward(features: Tensor, target: Tensor, mask?: Tensor): Tensor {
    const memory = this.encoder.forward(features, { mask });
    return this.decoder.forward(target, { memory, memoryMask: mask });
  }
}

/**
 * Whisper (Radford et al. 2022): log-mel features of sound to text, in its language or in English. Its source is not
 * ids but features, float32 [batch, bins, frames], for Whisper's own weights of 30 s each (`logMel` makes them); a mask
 * of the source, which Whisper has no need of, is one over the encoder's frames. `WhisperDecoder` writes down what is
 * said; this is the network in it.
 *
 * Observers can ask for the output of any layer (`model.encoder.layers.3`, `model.decoder.layers.3`), its attention
 * (`….selfAttn.weights`, in the decoder also `….encoderAttn.weights`), what enters the first (`model.encoder.input`)
 * and `logits`.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { readWhisperConfig, Whisper } from '@heed/speech';
 * import { HfConfig } from '@heed/transformer';
 * const config = readWhisperConfig(
 *   new HfConfig({
 *     model_type: 'whisper', vocab_size: 11, d_model: 8, num_mel_bins: 5, max_source_positions: 6,
 *     encoder_layers: 2, encoder_attention_heads: 2, encoder_ffn_dim: 16,
 *     decoder_layers: 2, decoder_attention_heads: 2, decoder_ffn_dim: 16,
 *     pad_token_id: 0, decoder_start_token_id: 1, eos_token_id: 2,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new Whisper(config).initialize(generator);
 * const features = generator.normal([1, 5, 12]);
 * console.log(model.forward(features, tensor([[1, 5, 7]], { dtype: 'int32' })).shape); // [1, 3, 11]
 * ```
 */
export class Whisper extends EncoderDecoderModel {
  readonly config: WhisperConfig;
  readonly model: WhisperModel;
  readonly projOut: Linear | TiedLinear;

  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: WhisperConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super();
    this.config = config;
    this.model = new WhisperModel(config, generator);
    this.projOut = outputLayer(this.model.decoder.embedTokens, config.tied);
  }

  protected override readSource(features: Tensor, mask: Tensor | undefined): Tensor {
    return this.model.encoder.forward(features, { mask });
  }

  protected override readTarget(target: Tensor, source: EncodedSource, options: TargetOptions): Tensor {
    const { memory, mask } = source;
    const states = this.model.decoder.forward(target, { memory, memoryMask: mask, cache: options.cache });
    return this.projOut.forward(lastPositions(states, options.lastPositions));
  }
}
