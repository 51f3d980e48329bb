import { checkOptions, type RandomGenerator } from '@heed/core';
import { checkRange, drawn, type SoundAugmentation } from './sound-augmentation.ts';

/** Options of {@link addReverberation}. */
export interface AddReverberationOptions {
  /** Least and most seconds until the echo has fallen by 60 decibels; 0.1 to 0.5 by default. */
  readonly seconds?: readonly [least: number, most: number];
  /** Least and most decibels by which the sound itself is louder than all its echo; 0 to 15 by default. */
  readonly decibels?: readonly [least: number, most: number];
}

/** Natural logarithm of a fall of 60 decibels. */
const fall = Math.log(1000);

/**
 * Puts a sound into a room: its convolution with an impulse that is followed by white noise of falling height (Polack
 * 1988), `h[0] = 1, h[t] = g · noise · exp(−t · ln 1000 / seconds)`. The length stays.
 *
 * @throws {OptionError} for ranges that are not finite or fall, and seconds below 0.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { addReverberation } from '@heed/speech';
 * const click = { samplingRate: 8000, channels: [Float32Array.of(1, ...new Float32Array(799))] };
 * const room = addReverberation({ seconds: [0.1, 0.1], decibels: [0, 0] })(click, new RandomGenerator(0));
 * ```
 */
export function addReverberation(options: AddReverberationOptions = {}): SoundAugmentation {
  checkOptions('addReverberation', options, ['seconds', 'decibels']);
  const { seconds = [0.1, 0.5], decibels = [0, 15] } = options;
  checkRange('addReverberation: seconds', seconds, 0);
  checkRange('addReverberation: decibels', decibels);
  return ({ samplingRate, channels }, generator) => {
    const echo = echoOf(drawn(seconds, generator) * samplingRate, drawn(decibels, generator), generator);
    return { samplingRate, channels: channels.map((samples) => convolved(samples, echo)) };
  };
}

/** The impulse response behind its first sample. */
function echoOf(length: number, decibels: number, generator: RandomGenerator): Float32Array {
  const echo = Float32Array.from(
    { length: Math.floor(length) },
    (_, at) => generator.nextNormal() * Math.exp((-fall * (at + 1)) / length),
  );
  const energy = echo.reduce((sum, sample) => sum + sample ** 2, 0);
  const height = energy > 0 ? Math.sqrt(10 ** (-decibels / 10) / energy) : 0;
  return echo.map((sample) => sample * height);
}

function convolved(samples: Float32Array, echo: Float32Array): Float32Array {
  const result = Float32Array.from(samples);
  for (let at = 0; at < samples.length; at++) {
    const sample = samples[at] ?? 0;
    if (sample === 0) continue;
    const end = Math.min(echo.length, samples.length - at - 1);
    for (let tap = 0; tap < end; tap++) {
      result[at + tap + 1] = (result[at + tap + 1] ?? 0) + sample * (echo[tap] ?? 0);
    }
  }
  return result;
}
