import { checkOptions } from '@heed/core';
import { checkRange, drawn, type SoundAugmentation } from './sound-augmentation.ts';

/** Options of {@link shiftSound}. */
export interface ShiftSoundOptions {
  /** Least and most seconds by which sound comes later, below 0 earlier; −0.1 to 0.1 by default. */
  readonly seconds?: readonly [least: number, most: number];
}

/**
 * Moves a sound in time; its length stays, what moves out is lost, and what comes in is silence.
 *
 * @throws {OptionError} for seconds that are not finite or fall.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { shiftSound } from '@heed/speech';
 * const later = shiftSound({ seconds: [1, 1] });
 * const sound = { samplingRate: 1, channels: [Float32Array.of(1, 2, 3)] };
 * console.log(later(sound, new RandomGenerator(0)).channels); // [[0, 1, 2]]
 * ```
 */
export function shiftSound(options: ShiftSoundOptions = {}): SoundAugmentation {
  checkOptions('shiftSound', options, ['seconds']);
  const { seconds = [-0.1, 0.1] } = options;
  checkRange('shiftSound: seconds', seconds);
  return ({ samplingRate, channels }, generator) => {
    const shift = Math.round(drawn(seconds, generator) * samplingRate);
    return {
      samplingRate,
      channels: channels.map((samples) => samples.map((_, at) => samples[at - shift] ?? 0)),
    };
  };
}
