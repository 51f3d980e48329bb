import { channelsLast, channelsOf, emptyLike, type Picture, type PictureColor } from './picture.ts';

/** Shares of red, green and blue in grey, as Pillow has them (ITU-R 601-2), of 65536. */
const luma = [19_595, 38_470, 7471] as const;

/**
 * The picture in another colour, as Pillow's `convert` does: grey becomes three equal channels, colours become grey by
 * `0.299 R + 0.587 G + 0.114 B`, alpha is dropped and new alpha is full. 16 bits become 8 (the high byte).
 *
 * @example
 * ```ts
 * import { convertColor } from '@heed/vision';
 * const picture = {
 *   width: 1, height: 1, color: 'rgba', layout: 'channels-last', range: 255, data: Uint8Array.of(9, 8, 7, 128),
 * } as const;
 * console.log(convertColor(picture, 'rgb').data); // 9, 8, 7
 * ```
 */
export function convertColor(picture: Picture, color: PictureColor): Picture {
  const whole = to8Bits(channelsLast(picture));
  if (whole.color === color) return whole;
  const [from, to] = [channelsOf(whole.color), channelsOf(color)];
  const isGrey = from < 3;
  const pixels = whole.width * whole.height;
  const { data } = whole;
  const result = emptyLike(data, pixels * to);
  const rounding = data instanceof Float32Array ? 0 : 0.5;
  for (let pixel = 0; pixel < pixels; pixel++) {
    const [source, target] = [pixel * from, pixel * to];
    const first = data[source] ?? 0;
    const alpha = from % 2 === 0 ? (data[source + from - 1] ?? 0) : whole.range;
    if (to < 3) {
      const [red, green, blue] = isGrey
        ? [first, first, first]
        : [first, data[source + 1] ?? 0, data[source + 2] ?? 0];
      const grey = (red * luma[0] + green * luma[1] + blue * luma[2]) / 65_536 + rounding;
      result[target] = rounding === 0 ? grey : Math.floor(grey);
    } else {
      for (let channel = 0; channel < 3; channel++) {
        result[target + channel] = isGrey ? first : (data[source + channel] ?? 0);
      }
    }
    if (to % 2 === 0) result[target + to - 1] = alpha;
  }
  return { ...whole, color, data: result };
}

/** 16 bits as 8; other pictures as they are. */
function to8Bits(picture: Picture): Picture {
  if (picture.range !== 65_535) return picture;
  return { ...picture, range: 255, data: Uint8Array.from(picture.data, (value) => value >> 8) };
}

/**
 * Lays a picture with alpha over one colour, and leaves alpha out: what one wants where transparent parts hold chance
 * colours. Models were mostly trained without this: see {@link convertColor}.
 *
 * @param background The colour, one number for each channel in the picture's range.
 *
 * @example
 * ```ts
 * import { flattenAlpha } from '@heed/vision';
 * const picture = {
 *   width: 1, height: 1, color: 'grey-alpha', layout: 'channels-last', range: 1, data: Float32Array.of(0, 0.25),
 * } as const;
 * console.log(flattenAlpha(picture, [1]).data); // 0.75
 * ```
 */
export function flattenAlpha(picture: Picture, background: readonly number[]): Picture {
  const whole = channelsLast(picture);
  const { color, data, range } = whole;
  if (color === 'grey' || color === 'rgb') return whole;
  const channels = channelsOf(color) - 1;
  const pixels = whole.width * whole.height;
  const result = emptyLike(data, pixels * channels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const share = (data[pixel * (channels + 1) + channels] ?? 0) / range;
    for (let channel = 0; channel < channels; channel++) {
      const value = data[pixel * (channels + 1) + channel] ?? 0;
      const mixed = value * share + (background[channel] ?? 0) * (1 - share);
      result[pixel * channels + channel] = data instanceof Float32Array ? mixed : Math.round(mixed);
    }
  }
  return { ...whole, color: color === 'rgba' ? 'rgb' : 'grey', data: result };
}
