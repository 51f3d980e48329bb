import { type Sound, secondsOf } from '../sound/sound.ts';
import {
  readSpanOptions,
  type SpanOptions,
  type SpeechSpan,
  smoothedSpans,
  spansAbove,
} from '../voice-activity/spans.ts';
import { MonoStream, samplingRate } from './mono-stream.ts';
import { partsOf } from './sound-reader.ts';

/** Options of {@link speechSpans}. */
export interface SpeechSpansOptions extends SpanOptions {
  /** Speech begins this many decibels above the noise, and ends at half of them. Default 9. */
  readonly threshold?: number;
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
  const { threshold = 9 } = options;
  const settings = readSpanOptions('speechSpans', options);
  const loudness = smoothed(loudnessOf(sound));
  const noise = quietestAround(loudness, noiseSeconds * framesPerSecond);
  const above = loudness.map((value, at) => (value > quietest ? value - (noise[at] ?? 0) : 0));
  const loud = spansAbove(above, { begin: threshold, end: threshold / 2, framesPerSecond });
  return smoothedSpans(loud, secondsOf(sound), settings);
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
