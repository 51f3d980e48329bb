import { checkKind, OptionError, type RandomGenerator } from '@heed/core';
import type { Sound } from '../sound/sound.ts';

/** Changes a sound by chance, for training: equal generators give equal sounds. */
export type SoundAugmentation = (sound: Sound, generator: RandomGenerator) => Sound;

/**
 * One augmentation after the other.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { addNoise, changeSpeed, inOrder } from '@heed/speech';
 * const augment = inOrder(changeSpeed(), addNoise({ decibels: [10, 30] }));
 * const sound = { samplingRate: 8000, channels: [new Float32Array(80).fill(0.5)] };
 * console.log(augment(sound, new RandomGenerator(0)).samplingRate); // 8000
 * ```
 */
export function inOrder(...augmentations: readonly SoundAugmentation[]): SoundAugmentation {
  for (const augment of augmentations) checkKind('inOrder: augmentations', augment, 'a function');
  return (sound, generator) => augmentations.reduce((current, augment) => augment(current, generator), sound);
}

/** Two finite numbers that do not fall. */
export function checkRange(
  name: string,
  range: readonly [number, number],
  least: number = Number.NEGATIVE_INFINITY,
): void {
  checkKind(name, range, 'a list');
  const [from, to] = range;
  if (Number.isFinite(from) && Number.isFinite(to) && from <= to && from >= least) return;
  const bound = Number.isFinite(least) ? ` from ${least}` : '';
  throw new OptionError(`${name} must be two rising numbers${bound}, got ${range.join(', ')}`);
}

/** A number of a range, all equally likely. */
export function drawn([from, to]: readonly [number, number], generator: RandomGenerator): number {
  return from + (to - from) * generator.nextUniform();
}
