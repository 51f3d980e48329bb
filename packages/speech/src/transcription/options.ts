import { checkOptions, OptionError } from '@heed/core';
import type { VoiceActivity } from '../voice-activity/spans.ts';
import type { TranscriptionProgress } from './transcript.ts';

/** Options of {@link transcribe}. Names and defaults are those of openai/whisper. */
export interface TranscribeOptions {
  /** Code of the spoken language, such as `en`; heard from the first window if absent. */
  readonly language?: string;
  /** `transcribe` (default) writes what is said, `translate` writes it in English. */
  readonly task?: 'transcribe' | 'translate';
  /** Tried in turn until an answer is neither too repetitive nor too unlikely. Default 0, 0.2, … 1. */
  readonly temperatures?: readonly number[];
  /** Beams at temperature 0. Default 1, which is greedy. */
  readonly beams?: number;
  /** How many are drawn above temperature 0; the likeliest of them counts. Default 5. */
  readonly bestOf?: number;
  /** Seed of what is drawn. Default 0. */
  readonly seed?: number;
  /** A text that repeats itself more often than this is tried again. Default 2.4; null for any. */
  readonly compressionRatioThreshold?: number | null;
  /** An answer with a lower mean log-probability is tried again. Default −1; null for any. */
  readonly logProbabilityThreshold?: number | null;
  /** Above this probability, and below that of `logProbabilityThreshold`, a window is silence. Default 0.6; null for never. */
  readonly noSpeechThreshold?: number | null;
  /** Whether each window is told the text before it. Default true; false does not carry a mistake on. */
  readonly conditionOnPreviousText?: boolean;
  /** A text before the first window: names and words to expect. */
  readonly initialPrompt?: string;
  /** The parts of the sound to write down, in order, in seconds; without an end up to the end. Default all of it. */
  readonly clips?: readonly Clip[];
  /**
   * What tells where somebody speaks, such as a `VoiceActivityDetector`: windows begin there, and where nobody speaks
   * nothing is heard or made up. By default all that is no digital silence is heard.
   */
  readonly voiceActivity?: VoiceActivity;
  /** Says when each word was said. Default false. */
  readonly wordTimestamps?: boolean;
  /** With `wordTimestamps`: skips silence of more seconds than this around words that seem made up. */
  readonly hallucinationSilenceThreshold?: number;
  /** Ends the work with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called after each window. */
  readonly onProgress?: (progress: TranscriptionProgress) => void;
}

/** A part of a sound, in seconds. */
export interface Clip {
  /** Default 0. */
  readonly start?: number;
  /** Default the end of the sound; past it is cut to it. */
  readonly end?: number;
}

type WithoutDefault =
  | 'language'
  | 'initialPrompt'
  | 'hallucinationSilenceThreshold'
  | 'voiceActivity'
  | 'signal'
  | 'onProgress';

/** All options with their defaults. */
export type TranscribeSettings = Required<Omit<TranscribeOptions, WithoutDefault>> &
  Pick<TranscribeOptions, WithoutDefault>;

const defaults: Required<Omit<TranscribeOptions, WithoutDefault>> = {
  task: 'transcribe',
  temperatures: [0, 0.2, 0.4, 0.6, 0.8, 1],
  beams: 1,
  bestOf: 5,
  seed: 0,
  compressionRatioThreshold: 2.4,
  logProbabilityThreshold: -1,
  noSpeechThreshold: 0.6,
  conditionOnPreviousText: true,
  clips: [{}],
  wordTimestamps: false,
};

const known: readonly string[] = [
  ...Object.keys(defaults),
  ...['language', 'initialPrompt', 'hallucinationSilenceThreshold', 'voiceActivity'],
  ...['signal', 'onProgress'],
];

/** The options with their defaults, checked. */
export function readTranscribeOptions(name: string, options: TranscribeOptions): TranscribeSettings {
  checkOptions(name, options, known);
  const settings: TranscribeSettings = { ...defaults, ...options };
  const { task, temperatures, clips, hallucinationSilenceThreshold, wordTimestamps } = settings;
  if (task !== 'transcribe' && task !== 'translate') {
    throw new OptionError(`${name}: task must be transcribe or translate, got ${task}`);
  }
  if (temperatures.length === 0 || temperatures.some((each) => !(each >= 0 && Number.isFinite(each)))) {
    throw new OptionError(`${name}: temperatures must be one or more numbers from 0, got [${temperatures}]`);
  }
  if (hallucinationSilenceThreshold !== undefined && !wordTimestamps) {
    throw new OptionError(`${name}: hallucinationSilenceThreshold needs wordTimestamps`);
  }
  let before = 0;
  for (const { start = 0, end = Number.POSITIVE_INFINITY } of clips) {
    if (!(start >= before)) throw new OptionError(`${name}: a clip begins at ${start} s, before ${before} s`);
    if (!(end >= start)) throw new OptionError(`${name}: a clip from ${start} s ends at ${end} s`);
    before = end;
  }
  return settings;
}
