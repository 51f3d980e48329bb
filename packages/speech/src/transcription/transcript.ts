/** A word and when it was said. */
export interface TranscribedWord {
  /** The word with the space before it and the punctuation beside it. */
  readonly text: string;
  /** Seconds from the beginning of the sound. */
  readonly start: number;
  /** Seconds from the beginning of the sound. */
  readonly end: number;
  /** Mean of the probabilities of its ids, from 0 to 1. */
  readonly probability: number;
}

/** A stretch of speech and what was said in it. */
export interface TranscriptSegment {
  /** Seconds from the beginning of the sound. */
  readonly start: number;
  /** Seconds from the beginning of the sound; no less than `start`, no more than the length of the sound. */
  readonly end: number;
  /** What was said, as the model wrote it: with a space before it where the language has spaces. */
  readonly text: string;
  /** The ids of the text and the time stamps around it. */
  readonly ids: readonly number[];
  /** Code of the language, such as `en`. */
  readonly language: string;
  /** Where the window began in which it was heard, in seconds. */
  readonly windowStart: number;
  /** The temperature at which the window was written. */
  readonly temperature: number;
  /** Mean of the log-probabilities of all ids of the window. */
  readonly meanLogProbability: number;
  /** How often the text of the window repeats itself; see {@link compressionRatio}. */
  readonly compressionRatio: number;
  /** Probability that nobody speaks in the window. */
  readonly noSpeechProbability: number;
  /** When each word was said, where `wordTimestamps` asks for it. */
  readonly words?: readonly TranscribedWord[];
}

/** All that was said in a sound. */
export interface Transcript {
  /** The texts of all segments, joined. */
  readonly text: string;
  readonly segments: readonly TranscriptSegment[];
  /** Code of the language, such as `en`; absent if nothing was heard and none was given. */
  readonly language?: string;
  /** Length of the sound. */
  readonly seconds: number;
}

/** How far a transcription has come. */
export interface TranscriptionProgress {
  /** Seconds of sound that are written down. */
  readonly done: number;
  /** Seconds of the whole sound; absent while a sound that comes in parts has not ended. */
  readonly total?: number;
}
