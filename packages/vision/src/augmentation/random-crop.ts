import { checkOptions, checkWhole } from '@heed/core';
import { cropPicture } from '../processing/crop.ts';
import type { Augmentation } from './augmentation.ts';

/** Options of {@link randomCrop}. */
export interface RandomCropOptions {
  /** Pixels that are added at each side before a piece of the former size is cut out. */
  readonly padding: number;
  /** What is added; 0 by default. */
  readonly fill?: number;
}

/**
 * Moves a picture by up to `padding` pixels each way: a frame is added, and a piece of the former size cut out
 * (torchvision's `RandomCrop` with padding, the usual augmentation of small pictures).
 *
 * @example
 * ```ts
 * import { randomCrop } from '@heed/vision';
 * const augment = randomCrop({ padding: 4 });
 * ```
 */
export function randomCrop(options: RandomCropOptions): Augmentation {
  checkOptions('randomCrop', options, ['padding', 'fill']);
  const { fill = 0 } = options;
  const padding = checkWhole('randomCrop: padding', options.padding, 0);
  return (picture, generator) => {
    const { height, width } = picture;
    const top = generator.nextInteger(2 * padding + 1) - padding;
    const left = generator.nextInteger(2 * padding + 1) - padding;
    return cropPicture(picture, { top, left, height, width, fill });
  };
}
