import { checkOptions, checkWhole, OptionError } from '@heed/core';
import type { Picture } from '../pictures/picture.ts';
import type { Augmentation } from './augmentation.ts';
import {
  autoContrast,
  changeBrightness,
  changeContrast,
  changeSaturation,
  changeSharpness,
  equalize,
  posterize,
  solarize,
} from './color-operations.ts';
import { rotation, transformPicture } from './transform.ts';

/** Options of {@link randAugment}. */
export interface RandAugmentOptions {
  /** Operations for each picture, one after the other; 2 by default. */
  readonly operations?: number;
  /** Their strength from 0 to 30; 9 by default. */
  readonly magnitude?: number;
  /** What stands where a moved picture has nothing; 0 by default. */
  readonly fill?: number;
}

const strongest = 30;

/** An operation; `share` is its strength from 0 to 1, with a sign where it goes two ways. */
type Operation = (picture: Picture, share: number, fill: number) => Picture;

const operations: readonly { readonly signed: boolean; readonly apply: Operation }[] = [
  { signed: false, apply: (picture) => picture },
  {
    signed: true,
    apply: (picture, share, fill) => transformPicture(picture, [1, 0.3 * share, 0, 0, 1, 0], fill),
  },
  {
    signed: true,
    apply: (picture, share, fill) => transformPicture(picture, [1, 0, 0, 0.3 * share, 1, 0], fill),
  },
  {
    signed: true,
    apply: (picture, share, fill) => {
      return transformPicture(
        picture,
        [1, 0, Math.trunc(((share * 150) / 331) * picture.width), 0, 1, 0],
        fill,
      );
    },
  },
  {
    signed: true,
    apply: (picture, share, fill) => {
      return transformPicture(
        picture,
        [1, 0, 0, 0, 1, Math.trunc(((share * 150) / 331) * picture.height)],
        fill,
      );
    },
  },
  {
    signed: true,
    apply: (picture, share, fill) => {
      return transformPicture(picture, rotation(picture.width, picture.height, 30 * share), fill);
    },
  },
  { signed: true, apply: (picture, share) => changeBrightness(picture, 1 + 0.9 * share) },
  { signed: true, apply: (picture, share) => changeSaturation(picture, 1 + 0.9 * share) },
  { signed: true, apply: (picture, share) => changeContrast(picture, 1 + 0.9 * share) },
  { signed: true, apply: (picture, share) => changeSharpness(picture, 1 + 0.9 * share) },
  { signed: false, apply: (picture, share) => posterize(picture, 8 - Math.round(4 * share)) },
  { signed: false, apply: (picture, share) => solarize(picture, 255 * (1 - share)) },
  { signed: false, apply: (picture) => autoContrast(picture) },
  { signed: false, apply: (picture) => equalize(picture) },
];

/**
 * RandAugment (Cubuk et al. 2020): some operations drawn from fourteen (moving, shearing, turning, light, colours,
 * contrast, sharpness, fewer levels and more), all of one strength, as in torchvision. For grey and rgb bytes.
 *
 * @example
 * ```ts
 * import { randAugment } from '@heed/vision';
 * const augment = randAugment({ operations: 2, magnitude: 9 });
 * ```
 */
export function randAugment(options: RandAugmentOptions = {}): Augmentation {
  checkOptions('randAugment', options, ['operations', 'magnitude', 'fill']);
  const { magnitude = 9, fill = 0 } = options;
  const count = checkWhole('randAugment: operations', options.operations ?? 2, 0);
  if (!(magnitude >= 0 && magnitude <= strongest)) {
    throw new OptionError(`randAugment: magnitude must lie in 0 … ${strongest}, got ${magnitude}`);
  }
  return (picture, generator) => {
    let current = picture;
    for (let round = 0; round < count; round++) {
      const operation = operations[generator.nextInteger(operations.length)];
      const sign = generator.nextUniform() < 0.5 && operation?.signed ? -1 : 1;
      current = operation?.apply(current, (sign * magnitude) / strongest, fill) ?? current;
    }
    return current;
  };
}
