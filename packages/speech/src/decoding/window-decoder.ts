import { OptionError, showValue, type Tensor } from '@heed/core';

/** How one window of sound is decoded. */
export interface DecodeWindowOptions {
  /** Code of the spoken language, such as `en`; heard from the sound if absent and the model knows several. */
  readonly language?: string;
  /** `transcribe` (default) writes what is said, `translate` writes it in English. */
  readonly task?: 'transcribe' | 'translate';
  /** Ids of the text before this window, which the model is told: <|startofprev|> and these. */
  readonly previous?: readonly number[];
  /** 0 takes the likeliest token each time; above it tokens are drawn. */
  readonly temperature?: number;
  /** Beams at temperature 0; 1 is greedy. */
  readonly beams?: number;
  /** How many are drawn above temperature 0; the likeliest of them counts. */
  readonly bestOf?: number;
  /** Write no time stamps. */
  readonly withoutTimestamps?: boolean;
  /** Seed of what is drawn. */
  readonly seed?: number;
  /** Ends the work between two tokens with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** What a model heard in one window of sound. */
export interface DecodedWindow {
  /** Ids written, time stamps among them, without the prompt and the end token. */
  readonly ids: readonly number[];
  readonly language: string;
  /** Mean of the log-probabilities of the ids and the end token, at temperature 1. */
  readonly meanLogProbability: number;
  /** Probability that nobody speaks: of <|nospeech|> at the first place. */
  readonly noSpeechProbability: number;
  readonly temperature: number;
}

/** The part of a vocabulary that transcription asks for. */
export interface SpeechVocabulary {
  /** The first id that is a time stamp, <|0.00|>; every later id is 20 ms more. */
  readonly firstTimestampId: number;
  readonly endId: number;
  /**
   * Text of ids, joined as they are (a space before a word stays); special ids and time stamps are left out, bytes that
   * make no whole character are U+FFFD.
   */
  decode(ids: readonly number[]): string;
  /** Ids of a text, without special ones. */
  encode(text: string): number[];
}

/** What a model attends to in the sound as it reads the ids of a window, without text before it. */
export interface WindowAlignment {
  /**
   * Cross-attention of the alignment heads as softmax left it, float32 [heads, tokens, frames of the encoder]. The
   * tokens are those that are read: <|startoftranscript|>, language and task where the model has them,
   * <|notimestamps|>, the ids, and the end token. Whoever calls disposes of it.
   */
  readonly weights: Tensor;
  /** Row of <|notimestamps|>, from which the first id is written; row `firstRow + i` is that of the token before id i. */
  readonly firstRow: number;
  /** Probability of each id among the text ids, at its place. */
  readonly probabilities: Float32Array;
}

/**
 * A model that writes down one window of sound; `transcribe` moves the window over a whole recording.
 * `WhisperDecoder` is one; tests have a scripted one.
 */
export interface WindowDecoder {
  readonly vocabulary: SpeechVocabulary;
  /** Seconds of one window: 30 for Whisper. */
  readonly windowSeconds: number;
  /** Most ids in one window. */
  readonly maximumIds: number;
  /**
   * What the model hears of a window: log-mel features float32 [1, bins, frames] of one channel at 16 kHz. Fewer samples
   * than a window has are followed by silence. Whoever calls disposes of them.
   */
  features(samples: Float32Array): Tensor;
  /** Hears and writes windows: log-mel features float32 [windows, bins, frames], one answer for each, in order. */
  decodeWindows(features: Tensor, options: readonly DecodeWindowOptions[]): Promise<DecodedWindow[]>;
  /** The languages of a window with their probabilities, the likeliest first; of a model for one, that one with 1. */
  detectLanguage(features: Tensor): Promise<{ readonly language: string; readonly probability: number }[]>;
  /** Where the text ids of one window [1, bins, frames] were heard, and how likely each was; time stamps left out. */
  align(
    features: Tensor,
    textIds: readonly number[],
    options: Pick<DecodeWindowOptions, 'language' | 'task' | 'signal'>,
  ): Promise<WindowAlignment>;
}

/** Refuses what writes nothing down, such as the model in place of its decoder, before a sound is heard. */
export function checkWindowDecoder(name: string, decoder: WindowDecoder): void {
  const given: unknown = decoder;
  const isObject = typeof given === 'object' && given !== null;
  if (isObject && 'decodeWindows' in given && 'windowSeconds' in given) return;
  const seen = given instanceof Promise ? 'a promise: await it first' : showValue(given);
  throw new OptionError(`${name} takes a decoder, as WhisperDecoder.from(pretrained) gives, got ${seen}`);
}
