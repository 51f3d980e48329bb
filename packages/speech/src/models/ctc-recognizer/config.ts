import { checkHfConfig, type HfConfig, readId } from '@heed/transformer';
import { readWhisperEncoderConfig, type WhisperEncoderConfig } from '../whisper/index.ts';

/** What a `CtcRecognizer` is made of: an encoder as Whisper has it, and labels. */
export interface CtcRecognizerConfig extends WhisperEncoderConfig {
  /** Number of labels, the blank among them. */
  readonly vocabularySize: number;
  /** The label that stands for none, `pad_token_id`. */
  readonly blank: number;
}

/** The `model_type`s of configs that are of this family. */
export const ctcRecognizerModelTypes = ['ctc-recognizer'] as const;

/**
 * Reads the config of a recogniser: `vocab_size` and `pad_token_id` (0 by default) for its labels, and `d_model`,
 * `num_mel_bins`, `encoder_layers`, `encoder_attention_heads`, `encoder_ffn_dim`, `max_source_positions`, `dropout` as in
 * Whisper's.
 *
 * @throws {FormatError} for a field that is not as it must be.
 */
export function readCtcRecognizerConfig(hf: HfConfig): CtcRecognizerConfig {
  checkHfConfig('readCtcRecognizerConfig', hf);
  const vocabularySize = hf.size('vocab_size');
  const blank = readId(hf, 'pad_token_id', 0, vocabularySize);
  return { ...readWhisperEncoderConfig(hf), vocabularySize, blank };
}
