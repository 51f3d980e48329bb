import { checkKind, checkOptions, OptionError } from '@heed/core';
import { resample } from '../sound/resample.ts';
import type { SoundAugmentation } from './sound-augmentation.ts';

/** Options of {@link changeSpeed}. */
export interface ChangeSpeedOptions {
  /** Factors of which one is drawn; 0.9, 1 and 1.1 by default. */
  readonly factors?: readonly number[];
}

/**
 * Speeds a sound up or slows it down, pitch and all, as tape does (Ko et al. 2015, “Audio augmentation for speech
 * recognition”): at 1.1 a sound is 1.1 times as fast, and its pitch that much higher.
 *
 * @throws {OptionError} for no factors, or one that is not from 0.25 to 4.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { changeSpeed } from '@heed/speech';
 * const sound = { samplingRate: 8000, channels: [new Float32Array(1100)] };
 * console.log(changeSpeed({ factors: [1.1] })(sound, new RandomGenerator(0)).channels[0]?.length); // 1000
 * ```
 */
export function changeSpeed(options: ChangeSpeedOptions = {}): SoundAugmentation {
  checkOptions('changeSpeed', options, ['factors']);
  const { factors = [0.9, 1, 1.1] } = options;
  checkKind('changeSpeed: factors', factors, 'a list');
  const bad = factors.find((factor) => !(factor >= 0.25 && factor <= 4));
  if (bad !== undefined || factors.length === 0) {
    throw new OptionError(`changeSpeed: factors must be numbers from 0.25 to 4, got ${bad ?? 'none'}`);
  }
  return ({ samplingRate, channels }, generator) => {
    const factor = factors[generator.nextInteger(factors.length)] ?? 1;
    const rate = Math.round(samplingRate * factor);
    const { channels: changed } = resample({ samplingRate: rate, channels }, samplingRate);
    return { samplingRate, channels: changed };
  };
}
