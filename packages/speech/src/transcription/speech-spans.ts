import { checkOptions, OptionError } from '@heed/core';
import { type Sound, secondsOf } from '../sound/sound.ts';
import { MonoStream, samplingRate } from './mono-stream.ts';
import { partsOf } from './sound-reader.ts';

/** A stretch of speech, in seconds. */
export interface SpeechSpan {
  readonly start: number;
  readonly end: number;
}

/** Options of {@link speechSpans}. */
export interface SpeechSpansOptions {
  /** Speech begins this many decibels above the noise, and ends at half of them. Default 9. */
  readonly threshold?: number;
  /** Shorter sounds are no speech, in seconds. Default 0.1. */
  readonly minimumSpeech?: number;
  /** Pauses up to this belong to speech, in seconds. Default 0.5. */
  readonly minimumSilence?: number;
  /** What is added before and after speech, in seconds. Default 0.2. */
  readonly padding?: number;
}

const framesPerSecond = 100;
/** Where the noise is looked for, before and after a frame. */
const noiseSeconds = 3;
/** What is quieter is no speech in any noise: decibels below full scale. */
const quietest = -65;

/**
 * Where somebody speaks, by loudness: what stands out of the noise around it. The noise is the quietest moment of the
 * three seconds before and after, so that it may change; music and other loud sounds pass for speech.
 *
 * @returns Stretches in order that do not touch.
 * @throws {OptionError} for unknown options and values that are not above or at 0.
 * @throws {ValueError} for samples that are not finite.
 *
 * @example
 * ```ts
 * import { speechSpans } from '@heed/speech';
 * const samples = Float32Array.from({ length: 48_000 }, (_, at) => (at > 16_000 && at < 32_000 ? Math.sin(at / 9) : 0));
 * console.log(speechSpans({ samplingRate: 16_000, channels: [samples] })); // [{ start: 0.8, end: 2.2 }], about
 * ```
 */
export function speechSpans(sound: Sound, options: SpeechSpansOptions = {}): SpeechSpan[] {
  checkOptions('speechSpans', options, ['threshold', 'minimumSpeech', 'minimumSilence', 'padding']);
  const { threshold = 9, minimumSpeech = 0.1, minimumSilence = 0.5, padding = 0.2 } = options;
  for (const [name, value] of Object.entries({ threshold, minimumSpeech, minimumSilence, padding })) {
    if (!(value >= 0)) throw new OptionError(`speechSpans: ${name} must be 0 or more, got ${value}`);
  }
  const loudness = smoothed(loudnessOf(sound));
  const noise = quietestAround(loudness, noiseSeconds * framesPerSecond);
  const seconds = secondsOf(sound);
  const speech = joined(loudSpans(loudness, noise, threshold), minimumSilence);
  const padded = speech
    .filter(({ start, end }) => end - start >= minimumSpeech)
    .map(({ start, end }) => ({
      start: Math.max(0, start - padding),
      end: Math.min(seconds, end + padding),
    }));
  return joined(padded, 0);
}

/** Mean power of each hundredth of a second, in decibels below full scale. */
function loudnessOf(sound: Sound): Float32Array {
  const stream = new MonoStream();
  const size = samplingRate / framesPerSecond;
  const loudness: number[] = [];
  let [power, count] = [0, 0];
  const take = (samples: Float32Array): void => {
    for (const sample of samples) {
      power += sample * sample;
      if (++count < size) continue;
      loudness.push(10 * Math.log10(Math.max(power / count, 1e-12)));
      [power, count] = [0, 0];
    }
  };
  for (const part of partsOf(sound)) take(stream.push(part));
  take(stream.finish());
  if (count > 0) loudness.push(10 * Math.log10(Math.max(power / count, 1e-12)));
  return Float32Array.from(loudness);
}

/** Mean of each value and the two on each side, so that a click or a gap between two waves does not count. */
function smoothed(values: Float32Array): Float32Array {
  return values.map((_, at) => {
    const near = values.subarray(Math.max(0, at - 2), at + 3);
    return near.reduce((sum, value) => sum + value, 0) / near.length;
  });
}

/** The least value within a distance of each: a queue of candidates that rise (Lemire, 2006). */
function quietestAround(values: Float32Array, distance: number): Float32Array {
  const quiet = new Float32Array(values.length);
  const candidates: number[] = [];
  let first = 0;
  for (let at = 0; at < values.length + distance; at++) {
    if (at < values.length) {
      while (candidates.length > first && (values[candidates.at(-1) ?? 0] ?? 0) >= (values[at] ?? 0))
        candidates.pop();
      candidates.push(at);
    }
    const center = at - distance;
    if (center < 0) continue;
    while ((candidates[first] ?? center) < center - distance) first++;
    quiet[center] = values[candidates[first] ?? center] ?? 0;
  }
  return quiet;
}

function loudSpans(loudness: Float32Array, noise: Float32Array, threshold: number): SpeechSpan[] {
  const spans: SpeechSpan[] = [];
  let start: number | undefined;
  for (const [at, value] of loudness.entries()) {
    const above = value > quietest ? value - (noise[at] ?? 0) : 0;
    if (start === undefined && above > threshold) start = at;
    if (start !== undefined && above <= threshold / 2) {
      spans.push({ start: start / framesPerSecond, end: at / framesPerSecond });
      start = undefined;
    }
  }
  if (start !== undefined) {
    spans.push({ start: start / framesPerSecond, end: loudness.length / framesPerSecond });
  }
  return spans;
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
