import type { RotaryPositionsOptions } from '@heed/attention';
import {
  checkHfConfig,
  type EncoderDecoderModelConfig,
  type HfConfig,
  readId,
  readOptionalId,
  readRotary,
} from '@heed/transformer';
import type { WaveConvolution } from '../wav2vec2/config.ts';

/** What a Moonshine is made of. */
export interface MoonshineConfig extends EncoderDecoderModelConfig {
  readonly width: number;
  readonly feedForwardWidth: number;
  readonly heads: number;
  readonly encoderLayers: number;
  readonly encoderActivation: string;
  readonly decoderActivation: string;
  /** The convolutions before the encoder: 384 samples, 24 ms, become a frame. */
  readonly convolutions: readonly WaveConvolution[];
  /** Rotary positions of a part of each head, in both halves. */
  readonly rotary: RotaryPositionsOptions;
  readonly attentionBias: boolean;
  readonly attentionDropout: number;
  /** An id whose embedding is not trained. */
  readonly paddingIndex: number | undefined;
  /** Longest target, in tokens. */
  readonly maximumLength: number;
  /** The output layer is the decoder's embedding. */
  readonly tied: boolean;
}

/** The `model_type`s of published configs that are of this family. */
export const moonshineModelTypes = ['moonshine'] as const;

/**
 * Reads a published config of Moonshine: tiny, base, and those for other languages.
 *
 * @throws {FormatError} for a field that is not as it must be, and for heads that differ between encoder and decoder or
 * share their keys: no such model is published, and transformers runs none.
 */
export function readMoonshineConfig(hf: HfConfig): MoonshineConfig {
  checkHfConfig('readMoonshineConfig', hf);
  const width = hf.size('hidden_size', 288);
  const heads = hf.size('encoder_num_attention_heads', 8);
  if (width % heads !== 0)
    throw hf.unsupported('encoder_num_attention_heads', `a divisor of the width, ${width}`);
  for (const [field, usual] of [
    ['decoder_num_attention_heads', 8],
    ['encoder_num_key_value_heads', heads],
    ['decoder_num_key_value_heads', heads],
  ] as const) {
    if (hf.size(field, usual) !== heads) throw hf.unsupported(field, `encoder_num_attention_heads, ${heads}`);
  }
  const vocabularySize = hf.size('vocab_size', 32_768);
  const maximumLength = hf.size('max_position_embeddings', 512);
  const headDimension = width / heads;
  const rotary = readRotary(hf, maximumLength, { headDimension, part: 0.9 });
  if ((rotary.rotaryDimension ?? headDimension) % 2 !== 0) {
    throw hf.unsupported('partial_rotary_factor', `one that turns an even part of ${headDimension} numbers`);
  }
  const endId = readId(hf, 'eos_token_id', 2, vocabularySize);
  const paddingIndex = readOptionalId(hf, 'pad_token_id', vocabularySize);
  return {
    ...{ vocabularySize, maximumLength, width, heads },
    feedForwardWidth: hf.size('intermediate_size', 1152),
    encoderLayers: hf.size('encoder_num_hidden_layers', 6),
    decoderLayers: hf.size('decoder_num_hidden_layers', 6),
    encoderActivation: hf.text('encoder_hidden_act', 'gelu'),
    decoderActivation: hf.text('decoder_hidden_act', 'silu'),
    convolutions: [
      { channels: width, kernel: 127, stride: 64 },
      { channels: 2 * width, kernel: 7, stride: 3 },
      { channels: width, kernel: 3, stride: 2 },
    ],
    rotary: { ...rotary, pairs: 'neighbours' },
    attentionBias: hf.flag('attention_bias', false),
    attentionDropout: hf.number('attention_dropout', 0),
    paddingIndex,
    padId: paddingIndex ?? endId,
    startId: readId(hf, 'decoder_start_token_id', 1, vocabularySize),
    endId,
    tied: hf.flag('tie_word_embeddings', true),
  };
}
