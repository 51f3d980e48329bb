import { checkOptions, OptionError } from '@heed/core';
import type { Sound } from '../sound/sound.ts';

/** A stretch of speech, in seconds. */
export interface SpeechSpan {
  readonly start: number;
  readonly end: number;
}

/** What tells where somebody speaks: `VoiceActivityDetector`, or loudness alone, `{ spans: speechSpans }`. */
export interface VoiceActivity {
  /** Stretches of speech in order that do not touch. */
  spans(sound: Sound): readonly SpeechSpan[] | Promise<readonly SpeechSpan[]>;
}

/** How moments of speech become stretches. */
export interface SpanOptions {
  /** Shorter sounds are no speech, in seconds. Default 0.1. */
  readonly minimumSpeech?: number;
  /** Pauses up to this belong to speech, in seconds. Default 0.5. */
  readonly minimumSilence?: number;
  /** What is added before and after speech, in seconds. Default 0.2. */
  readonly padding?: number;
}

/** Refuses options that are unknown or below 0, and gives those of spans their defaults. */
export function readSpanOptions(
  name: string,
  options: SpanOptions & { readonly threshold?: number },
): Required<SpanOptions> {
  const { minimumSpeech = 0.1, minimumSilence = 0.5, padding = 0.2, threshold = 0 } = options;
  checkOptions(name, options, ['threshold', 'minimumSpeech', 'minimumSilence', 'padding']);
  for (const [option, value] of Object.entries({ threshold, minimumSpeech, minimumSilence, padding })) {
    if (!(value >= 0)) throw new OptionError(`${name}: ${option} must be 0 or more, got ${value}`);
  }
  return { minimumSpeech, minimumSilence, padding };
}

/** Frames from above `begin` until no more above `end`, in seconds. */
export function spansAbove(
  values: Float32Array,
  { begin, end, framesPerSecond }: { begin: number; end: number; framesPerSecond: number },
): SpeechSpan[] {
  const spans: SpeechSpan[] = [];
  let start: number | undefined;
  for (const [at, value] of values.entries()) {
    if (start === undefined && value > begin) start = at;
    if (start !== undefined && value <= end) {
      spans.push({ start: start / framesPerSecond, end: at / framesPerSecond });
      start = undefined;
    }
  }
  if (start !== undefined) {
    spans.push({ start: start / framesPerSecond, end: values.length / framesPerSecond });
  }
  return spans;
}

/** Closes short pauses, drops what is too short, and adds what is around speech, within the sound. */
export function smoothedSpans(
  spans: readonly SpeechSpan[],
  seconds: number,
  { minimumSpeech, minimumSilence, padding }: Required<SpanOptions>,
): SpeechSpan[] {
  const padded = joined(spans, minimumSilence)
    .filter(({ start, end }) => end - start >= minimumSpeech)
    .map(({ start, end }) => ({
      start: Math.max(0, start - padding),
      end: Math.min(seconds, end + padding),
    }));
  return joined(padded, 0);
}

function joined(spans: readonly SpeechSpan[], minimumSilence: number): SpeechSpan[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of spans) {
    const last = result.at(-1);
    if (last !== undefined && start - last.end <= minimumSilence) last.end = end;
    else result.push({ start, end });
  }
  return result;
}
