import { checkKind, checkOptions, OptionError, showValue } from '@heed/core';
import { channelsLast, channelsOf, checkPictureSize, emptyLike, type Picture } from '../pictures/picture.ts';

/** What {@link cropPicture} cuts out, in pixels; it may reach over the edge. */
export interface CropOptions {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
  /** What stands beyond the edge: a number for all channels; 0 by default. */
  readonly fill?: number;
}

/**
 * Cuts a rectangle out of a picture. What lies beyond its edges is filled.
 *
 * @throws {OptionError} for places that are not whole numbers.
 * @throws {ShapeError} for sizes that are no size.
 *
 * @example
 * ```ts
 * import { cropPicture } from '@heed/vision';
 * const picture = {
 *   width: 3, height: 1, color: 'grey', layout: 'channels-last', range: 255, data: Uint8Array.of(1, 2, 3),
 * } as const;
 * console.log(cropPicture(picture, { top: 0, left: 1, height: 1, width: 3 }).data); // 2, 3, 0
 * ```
 */
export function cropPicture(picture: Picture, options: CropOptions): Picture {
  checkOptions('cropPicture', options, ['top', 'left', 'height', 'width', 'fill']);
  const { top, left, height, width, fill = 0 } = options;
  if (!Number.isSafeInteger(top) || !Number.isSafeInteger(left)) {
    throw new OptionError(`cropPicture: top and left must be whole numbers, got ${top} and ${left}`);
  }
  checkPictureSize('cropPicture', width, height);
  const whole = channelsLast(picture);
  const channels = channelsOf(whole.color);
  const data = emptyLike(whole.data, width * height * channels);
  if (fill !== 0) data.fill(fill);
  const from = Math.max(left, 0);
  const end = Math.min(left + width, whole.width);
  for (let row = Math.max(top, 0); row < Math.min(top + height, whole.height) && from < end; row++) {
    const source = whole.data.subarray(
      (row * whole.width + from) * channels,
      (row * whole.width + end) * channels,
    );
    data.set(source, ((row - top) * width + from - left) * channels);
  }
  return { ...whole, width, height, data };
}

/**
 * Cuts the middle out of a picture, as transformers does: where the picture is smaller it is put into the middle of
 * black. Where the rest is odd, the smaller part of it is at the top and left of a larger picture, the larger of a smaller one.
 *
 * @example
 * ```ts
 * import { centerCrop } from '@heed/vision';
 * const picture = {
 *   width: 3, height: 1, color: 'grey', layout: 'channels-last', range: 255, data: Uint8Array.of(1, 2, 3),
 * } as const;
 * console.log(centerCrop(picture, [1, 1]).data); // 2
 * ```
 */
export function centerCrop(picture: Picture, size: readonly [height: number, width: number]): Picture {
  if (!Array.isArray(size)) {
    throw new OptionError(`centerCrop: the size must be [height, width], got ${showValue(size)}`);
  }
  const [height, width] = size;
  const whole = channelsLast(picture);
  return cropPicture(whole, {
    top: Math.floor((whole.height - height) / 2),
    left: Math.floor((whole.width - width) / 2),
    height,
    width,
  });
}

/**
 * A frame around a picture.
 *
 * @param sides Pixels to add at each side.
 * @param fill A number for all channels; 0 by default.
 *
 * @example
 * ```ts
 * import { padPicture } from '@heed/vision';
 * const picture = {
 *   width: 1, height: 1, color: 'grey', layout: 'channels-last', range: 255, data: Uint8Array.of(7),
 * } as const;
 * console.log(padPicture(picture, { top: 0, left: 1, bottom: 0, right: 1 }).data); // 0, 7, 0
 * ```
 */
export function padPicture(
  picture: Picture,
  sides: { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number },
  fill = 0,
): Picture {
  checkKind('padPicture: sides', sides, 'an object');
  return cropPicture(picture, {
    top: -sides.top,
    left: -sides.left,
    height: picture.height + sides.top + sides.bottom,
    width: picture.width + sides.left + sides.right,
    fill,
  });
}
