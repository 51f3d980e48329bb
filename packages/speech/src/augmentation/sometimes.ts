import { checkShare } from '@heed/core';
import type { SoundAugmentation } from './sound-augmentation.ts';

/**
 * An augmentation for a part of the sounds alone; the others stay as they are.
 *
 * @throws {OptionError} for a probability outside 0…1.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { addReverberation, sometimes } from '@heed/speech';
 * const augment = sometimes(0.3, addReverberation());
 * const sound = { samplingRate: 8000, channels: [new Float32Array(80).fill(0.5)] };
 * console.log(augment(sound, new RandomGenerator(0)).channels[0]?.length); // 80
 * ```
 */
export function sometimes(probability: number, augment: SoundAugmentation): SoundAugmentation {
  checkShare('sometimes: probability', probability);
  return (sound, generator) => (generator.nextUniform() < probability ? augment(sound, generator) : sound);
}
