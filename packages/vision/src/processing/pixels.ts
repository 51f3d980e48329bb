import { checkOptions, OptionError, ShapeError, showValue, type Tensor, tensor } from '@heed/core';
import { channelsOf, checkPicture, type Picture } from '../pictures/picture.ts';

/** How numbers of pixels become numbers for a model. */
export interface PixelOptions {
  /** What full light becomes before normalising: 1 by default; 255 leaves bytes as they are. */
  readonly fullLight?: number;
  /** Subtracted from each channel, after scaling; one number may stand for all. None by default. */
  readonly mean?: readonly number[];
  /** Each channel is divided by it at last; one number may stand for all. None by default. */
  readonly deviation?: readonly number[];
}

/**
 * Pictures of one size as a model reads them: `(value · fullLight / range − mean) / deviation`, float32
 * [pictures, channels, height, width].
 *
 * @throws {ValueError} for pixels that are NaN or lie outside the range.
 * @throws {ShapeError} where pictures differ in size or colour.
 * @throws {OptionError} where mean and deviation do not fit the channels.
 *
 * @example
 * ```ts
 * import { toPixels } from '@heed/vision';
 * const picture = {
 *   width: 3, height: 1, color: 'grey', layout: 'channels-last', range: 255, data: Uint8Array.of(0, 128, 255),
 * } as const;
 * console.log(toPixels([picture], { mean: [0.5], deviation: [0.5] }).toString()); // [[[[-1, 0.0039…, 1]]]]
 * ```
 */
export function toPixels(pictures: readonly Picture[], options: PixelOptions = {}): Tensor {
  checkOptions('toPixels', options, ['fullLight', 'mean', 'deviation']);
  if (!Array.isArray(pictures)) {
    throw new OptionError(`toPixels: a list of pictures is needed, got ${showValue(pictures)}`);
  }
  const [first] = pictures;
  if (first === undefined) throw new ShapeError('toPixels: no pictures');
  const { width, height, color } = checkPicture(first);
  const channels = channelsOf(color);
  const { fullLight = 1 } = options;
  const means = perChannel('mean', options.mean ?? [0], channels);
  const deviations = perChannel('deviation', options.deviation ?? [1], channels);
  const pixels = width * height;
  const numbers = new Float32Array(pictures.length * channels * pixels);
  for (const [index, picture] of pictures.entries()) {
    if (picture.width !== width || picture.height !== height || picture.color !== color) {
      throw new ShapeError(
        `toPixels: pictures of one batch must be alike; the first is ${color} ${width} × ${height}, ` +
          `number ${index} is ${picture.color} ${picture.width} × ${picture.height}`,
      );
    }
    const { data, layout, range } = checkPicture(picture);
    const scale = fullLight / range;
    const [step, stride] = layout === 'channels-last' ? [channels, 1] : [1, pixels];
    for (let channel = 0; channel < channels; channel++) {
      const deviation = deviations[channel] ?? 1;
      const mean = means[channel] ?? 0;
      const target = (index * channels + channel) * pixels;
      for (let pixel = 0; pixel < pixels; pixel++) {
        numbers[target + pixel] = ((data[pixel * step + channel * stride] ?? 0) * scale - mean) / deviation;
      }
    }
  }
  return tensor(numbers, { shape: [pictures.length, channels, height, width] });
}

function perChannel(name: string, values: readonly number[], channels: number): readonly number[] {
  const all = values.length === 1 ? Array.from({ length: channels }, () => values[0] ?? 0) : values;
  const sound = all.every((value) => Number.isFinite(value) && (name === 'mean' || value !== 0));
  if (all.length === channels && sound) return all;
  throw new OptionError(
    `toPixels: ${name} must have 1 or ${channels} finite numbers, got ${values.join(', ')}`,
  );
}
