import { checkKind, checkOptions, OptionError } from '@heed/core';
import { cropPicture } from '../processing/crop.ts';
import type { ResizeFilter } from '../processing/filters.ts';
import { resizePicture } from '../processing/resize.ts';
import type { Augmentation } from './augmentation.ts';

/** Options of {@link randomResizedCrop}. */
export interface RandomResizedCropOptions {
  /** The size that the piece is brought to. */
  readonly height: number;
  readonly width: number;
  /** Least and largest share of the picture that is cut out; 8 % to all by default. */
  readonly area?: readonly [least: number, largest: number];
  /** Least and largest width / height of the piece; ¾ to 4⁄3 by default. */
  readonly aspect?: readonly [least: number, largest: number];
  /** `bilinear` by default. */
  readonly filter?: ResizeFilter;
}

const attempts = 10;

/**
 * A piece of random size, shape and place, brought to one size: the usual augmentation of ImageNet (Szegedy et al. 2015;
 * torchvision's `RandomResizedCrop`). Where ten pieces did not fit, it is the largest one of an allowed shape, in the
 * middle.
 *
 * @example
 * ```ts
 * import { randomResizedCrop } from '@heed/vision';
 * const augment = randomResizedCrop({ height: 224, width: 224, area: [0.35, 1] });
 * ```
 */
export function randomResizedCrop(options: RandomResizedCropOptions): Augmentation {
  checkOptions('randomResizedCrop', options, ['height', 'width', 'area', 'aspect', 'filter']);
  const { area = [0.08, 1], aspect = [3 / 4, 4 / 3], filter = 'bilinear', height, width } = options;
  for (const [name, range] of Object.entries({ area, aspect })) {
    checkKind(`randomResizedCrop: ${name}`, range, 'a list');
    if (!(range[0] > 0 && range[0] <= range[1])) {
      throw new OptionError(
        `randomResizedCrop: ${name} must be two rising numbers above 0, got ${range.join(', ')}`,
      );
    }
  }
  return (picture, generator) => {
    const between = (from: number, to: number): number => from + (to - from) * generator.nextUniform();
    const resized = (top: number, left: number, rows: number, columns: number) =>
      resizePicture(cropPicture(picture, { top, left, height: rows, width: columns }), {
        height,
        width,
        filter,
      });
    for (let attempt = 0; attempt < attempts; attempt++) {
      const pixels = picture.width * picture.height * between(...area);
      const ratio = Math.exp(between(Math.log(aspect[0]), Math.log(aspect[1])));
      const columns = Math.round(Math.sqrt(pixels * ratio));
      const rows = Math.round(Math.sqrt(pixels / ratio));
      if (rows < 1 || columns < 1 || rows > picture.height || columns > picture.width) continue;
      const top = generator.nextInteger(picture.height - rows + 1);
      return resized(top, generator.nextInteger(picture.width - columns + 1), rows, columns);
    }
    const ratio = Math.min(Math.max(picture.width / picture.height, aspect[0]), aspect[1]);
    const columns = Math.max(1, Math.min(picture.width, Math.round(picture.height * ratio)));
    const rows = Math.max(1, Math.min(picture.height, Math.round(picture.width / ratio)));
    const [top, left] = [Math.floor((picture.height - rows) / 2), Math.floor((picture.width - columns) / 2)];
    return resized(top, left, rows, columns);
  };
}
