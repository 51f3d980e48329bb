import { OptionError, type RandomGenerator } from '@heed/core';
import type { Picture } from '../pictures/picture.ts';

/** Changes a picture by chance, for training: equal generators give equal pictures. */
export type Augmentation = (picture: Picture, generator: RandomGenerator) => Picture;

/**
 * One augmentation after the other.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { inOrder, randomCrop, randomFlip } from '@heed/vision';
 * const augment = inOrder(randomCrop({ padding: 1 }), randomFlip());
 * const picture = {
 *   width: 2, height: 1, color: 'grey', layout: 'channels-last', range: 255, data: Uint8Array.of(1, 2),
 * } as const;
 * console.log(augment(picture, new RandomGenerator(0)).width); // 2
 * ```
 */
export function inOrder(...augmentations: readonly Augmentation[]): Augmentation {
  return (picture, generator) =>
    augmentations.reduce((current, augment) => augment(current, generator), picture);
}

/** Refuses what is no probability. */
export function checkProbability(name: string, probability: number): number {
  if (probability >= 0 && probability <= 1) return probability;
  throw new OptionError(`${name}: probability must be from 0 to 1, got ${probability}`);
}
