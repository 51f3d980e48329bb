import { checkOneOf, OptionError, ShapeError, showValue, ValueError } from '@heed/core';

/** What the numbers of one pixel mean. */
export type PictureColor = 'grey' | 'grey-alpha' | 'rgb' | 'rgba';

/** Numbers of a picture. */
export type PictureData = Uint8Array | Uint8ClampedArray | Uint16Array | Float32Array;

/**
 * Pixels, with all that one must know to read them; nothing is guessed from sizes or values. Rows go from top to
 * bottom, pixels from left to right.
 */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly color: PictureColor;
  /** `channels-last` has the numbers of a pixel side by side, `channels-first` one plane for each channel. */
  readonly layout: 'channels-last' | 'channels-first';
  /** The number of full light; 0 is none. */
  readonly range: 255 | 65535 | 1;
  /** `width · height · channels` numbers. */
  readonly data: PictureData;
}

const channels: Readonly<Record<PictureColor, number>> = { grey: 1, 'grey-alpha': 2, rgb: 3, rgba: 4 };

/** More pixels than this are refused, as Pillow does: 178,956,970, twice a quarter of a gibibyte of three channels. */
export const maximumPixels: number = 178_956_970;

/**
 * How many numbers a pixel has.
 *
 * @example
 * ```ts
 * import { channelsOf } from '@heed/vision';
 * console.log(channelsOf('rgba')); // 4
 * ```
 */
export function channelsOf(color: PictureColor): number {
  return channels[color];
}

/**
 * Refuses what is no picture.
 *
 * @returns The same picture.
 * @throws {OptionError} for a colour, layout or range that there is none of.
 * @throws {ShapeError} for sizes that are not whole numbers from 1 and data of another length.
 * @throws {ValueError} for pixels that are NaN or infinite, or lie outside the range.
 *
 * @example
 * ```ts
 * import { checkPicture } from '@heed/vision';
 * const picture = checkPicture({
 *   width: 2, height: 1, color: 'grey', layout: 'channels-last', range: 255, data: Uint8Array.of(0, 255),
 * });
 * ```
 */
export function checkPicture(picture: Picture): Picture {
  checkForm(picture);
  checkValues(picture.data, picture.range);
  return picture;
}

/** The same but for the pixels: it takes no longer for a large picture. */
function checkForm(picture: Picture): void {
  const given: unknown = picture;
  if (typeof given !== 'object' || given === null || !('data' in given) || !ArrayBuffer.isView(given.data)) {
    const seen = given instanceof Promise ? 'a promise: await it first' : showValue(given);
    throw new OptionError(
      `picture: { width, height, color, layout, range, data } is needed, as decodePicture gives it, got ${seen}`,
    );
  }
  const { width, height, color, layout, range, data } = picture;
  if (!Object.hasOwn(channels, color)) {
    throw new OptionError(
      `picture: color must be ${Object.keys(channels).join(', ')}, got ${showValue(color)}`,
    );
  }
  checkOneOf('picture: layout', layout, ['channels-last', 'channels-first']);
  checkOneOf('picture: range', range, [255, 65_535, 1]);
  checkPictureSize('picture', width, height);
  if (data.length !== width * height * channels[color]) {
    throw new ShapeError(
      `picture: ${width} × ${height} pixels of ${color} are ${width * height * channels[color]} numbers, got ${data.length}`,
    );
  }
}

/**
 * Refuses sizes that are no size, and more pixels than a machine should be asked for.
 *
 * @throws {ShapeError} that says what was seen.
 */
export function checkPictureSize(name: string, width: number, height: number): void {
  const whole = [width, height].every((side) => Number.isSafeInteger(side) && side > 0);
  if (!whole || width * height > maximumPixels) {
    const limit = whole
      ? `at most ${maximumPixels} pixels`
      : 'a width and height that are whole numbers from 1';
    throw new ShapeError(`${name}: must have ${limit}, got ${width} × ${height}`);
  }
}

function checkValues(data: PictureData, range: number): void {
  if (range === 255 && !(data instanceof Float32Array) && !(data instanceof Uint16Array)) return;
  if (range === 65_535 && data instanceof Uint16Array) return;
  let largest = 0;
  for (const [at, value] of data.entries()) {
    if (!(value >= 0 && value <= range)) {
      throw new ValueError(`picture: numbers must be from 0 to ${range}, number ${at} is ${value}`);
    }
    largest = Math.max(largest, value);
  }
  if (data instanceof Float32Array && range > 1 && largest > 0 && largest <= 1) {
    throw new ValueError(
      `picture: the largest number is ${largest}, the range ${range}: numbers from 0 to 1 have the range 1`,
    );
  }
}

/** The same picture with the numbers of each pixel side by side; the picture itself where it is so already. */
export function channelsLast(picture: Picture): Picture {
  checkForm(picture);
  const { width, height, color, layout, data } = picture;
  const count = channelsOf(color);
  if (layout === 'channels-last') return picture;
  const pixels = width * height;
  const result = emptyLike(data, data.length);
  for (let channel = 0; channel < count; channel++) {
    for (let pixel = 0; pixel < pixels; pixel++) {
      result[pixel * count + channel] = data[channel * pixels + pixel] ?? 0;
    }
  }
  return { ...picture, layout: 'channels-last', data: result };
}

/** Zeros of the same kind. */
export function emptyLike(data: PictureData, length: number): PictureData {
  if (data instanceof Float32Array) return new Float32Array(length);
  return data instanceof Uint16Array ? new Uint16Array(length) : new Uint8Array(length);
}
