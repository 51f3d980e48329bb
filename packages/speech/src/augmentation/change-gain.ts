import { checkOptions } from '@heed/core';
import { checkRange, drawn, type SoundAugmentation } from './sound-augmentation.ts';

/** Options of {@link changeGain}. */
export interface ChangeGainOptions {
  /** Least and most decibels that are added; −6 to 6 by default, half to double the height. */
  readonly decibels?: readonly [least: number, most: number];
}

/**
 * Makes a sound louder or softer: samples times 10^(dB/20). Nothing is cut at full scale.
 *
 * @throws {OptionError} for decibels that are not finite or fall.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { changeGain } from '@heed/speech';
 * const louder = changeGain({ decibels: [20, 20] });
 * const sound = { samplingRate: 8000, channels: [Float32Array.of(0.05)] };
 * console.log(louder(sound, new RandomGenerator(0)).channels); // [[0.5]]
 * ```
 */
export function changeGain(options: ChangeGainOptions = {}): SoundAugmentation {
  checkOptions('changeGain', options, ['decibels']);
  const { decibels = [-6, 6] } = options;
  checkRange('changeGain: decibels', decibels);
  return ({ samplingRate, channels }, generator) => {
    const factor = 10 ** (drawn(decibels, generator) / 20);
    return { samplingRate, channels: channels.map((samples) => samples.map((sample) => sample * factor)) };
  };
}
