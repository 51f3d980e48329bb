import { checkOptions } from '@heed/core';
import { checkRange, drawn, type SoundAugmentation } from './sound-augmentation.ts';

/** Options of {@link changeTilt}. */
export interface ChangeTiltOptions {
  /** Least and most a in y[t] = x[t] − a · x[t − 1]; −0.5 to 0.9 by default. Above 0 high notes gain, below 0 low ones. */
  readonly coefficients?: readonly [least: number, most: number];
}

/**
 * Tilts the spectrum of a sound as other microphones and lines do, by one filter of first order, `y[t] = x[t] − a x[t − 1]`.
 *
 * @throws {OptionError} for coefficients that are not finite, fall or lie below −1.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { changeTilt } from '@heed/speech';
 * const steps = { samplingRate: 8000, channels: [Float32Array.of(1, 1, 2)] };
 * console.log(changeTilt({ coefficients: [0.5, 0.5] })(steps, new RandomGenerator(0)).channels); // [[1, 0.5, 1.5]]
 * ```
 */
export function changeTilt(options: ChangeTiltOptions = {}): SoundAugmentation {
  checkOptions('changeTilt', options, ['coefficients']);
  const { coefficients = [-0.5, 0.9] } = options;
  checkRange('changeTilt: coefficients', coefficients, -1);
  return ({ samplingRate, channels }, generator) => {
    const coefficient = drawn(coefficients, generator);
    const tilted = (samples: Float32Array): Float32Array =>
      samples.map((sample, at) => sample - coefficient * (samples[at - 1] ?? 0));
    return { samplingRate, channels: channels.map(tilted) };
  };
}
