import { checkOptions, OptionError } from '@heed/core';
import { checkSound, type Sound, secondsOf } from './sound.ts';

/** A part of a sound, in seconds. */
export interface CropSoundOptions {
  /** 0 by default. */
  readonly from?: number;
  /** The end of the sound by default, and at most that. */
  readonly to?: number;
}

/**
 * A part of a sound. Both ends are rounded to whole samples.
 *
 * @throws {OptionError} where 0 ≤ from ≤ to does not hold, or the part begins after the end.
 *
 * @example
 * ```ts
 * import { cropSound } from '@heed/speech';
 * const sound = { samplingRate: 8000, channels: [new Float32Array(8000)] };
 * console.log(cropSound(sound, { from: 0.25, to: 0.5 }).channels[0]?.length); // 2000
 * ```
 */
export function cropSound(sound: Sound, options: CropSoundOptions): Sound {
  checkOptions('cropSound', options, ['from', 'to']);
  checkSound(sound);
  const seconds = secondsOf(sound);
  const { from = 0, to = seconds } = options;
  if (!(from >= 0 && from <= to && from <= seconds)) {
    throw new OptionError(
      `cropSound: 0 ≤ from ≤ to must hold within ${seconds} seconds, got ${from} to ${to}`,
    );
  }
  const { samplingRate, channels } = sound;
  const [start, end] = [Math.round(from * samplingRate), Math.round(to * samplingRate)];
  return { samplingRate, channels: channels.map((samples) => samples.slice(start, end)) };
}
