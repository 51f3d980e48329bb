import { OptionError, ShapeError, showValue, type Tensor, tidy } from '@heed/core';
import type { Size } from '../patches/size.ts';
import { convertColor } from '../pictures/color.ts';
import { channelsLast, checkPicture, type Picture } from '../pictures/picture.ts';
import { centerCrop } from './crop.ts';
import type { ResizeFilter } from './filters.ts';
import { padPixels } from './pad-pixels.ts';
import { type PixelOptions, toPixels } from './pixels.ts';
import { resizePicture } from './resize.ts';
import { type TargetSize, targetSizeOf } from './target-size.ts';

/** What is done to a picture before a model sees it, in this order. */
export interface ProcessorConfig {
  /** The colours that the model reads. */
  readonly color: 'rgb' | 'grey';
  readonly resize?: { readonly size: TargetSize; readonly filter: ResizeFilter };
  /** The middle that is cut out. */
  readonly crop?: Size;
  /** Red and blue change places, as MobileViT wants them. */
  readonly reverseChannels?: boolean;
  /** What full light becomes: 1 almost everywhere. */
  readonly fullLight: number;
  readonly mean?: readonly number[];
  readonly deviation?: readonly number[];
  /** Pictures of a batch are padded at the right and below, to the largest of them or to this size. */
  readonly pad?: 'largest' | Size;
}

/** Pictures of several sizes as a model reads them. */
export interface PaddedPixels {
  /** float32 [pictures, channels, height, width]; padding is 0. */
  readonly pixels: Tensor;
  /** Boolean [pictures, height, width], true within the picture: the option `mask` of detectors. */
  readonly mask: Tensor;
}

/**
 * Makes the pixels that a model was trained with out of any picture: colours, size, crop, scale. The settings of a
 * published model are in its `preprocessor_config.json`: see {@link readProcessorConfig}.
 *
 * @example
 * ```ts
 * import { PictureProcessor } from '@heed/vision';
 * const processor = new PictureProcessor({
 *   color: 'rgb',
 *   resize: { size: { shortestEdge: 4 }, filter: 'bicubic' },
 *   crop: [4, 4],
 *   fullLight: 1,
 * });
 * const picture = {
 *   width: 9, height: 5, color: 'grey', layout: 'channels-last', range: 255, data: new Uint8Array(45),
 * } as const;
 * console.log(processor.process([picture]).shape); // [1, 3, 4, 4]
 * ```
 */
export class PictureProcessor {
  readonly config: ProcessorConfig;

  constructor(config: ProcessorConfig) {
    this.config = config;
  }

  /**
   * Pictures as a model reads them: float32 [pictures, channels, height, width].
   *
   * @throws {ShapeError} where pictures come out in different sizes and the model's are not padded.
   * @throws {ValueError} for pixels that are NaN or lie outside the range.
   */
  process(pictures: readonly Picture[]): Tensor {
    if (!Array.isArray(pictures)) {
      throw new OptionError(`PictureProcessor: a list of pictures is needed, got ${showValue(pictures)}`);
    }
    if (this.config.pad !== undefined) return tidy(() => this.processPadded(pictures).pixels);
    return toPixels(
      pictures.map((picture) => this.fit(picture)),
      this.#scaling(),
    );
  }

  /**
   * The same for models that are told what is padding.
   *
   * @throws {ShapeError} where a picture comes out larger than the size to pad to.
   * @throws {ValueError} for pixels that are NaN or lie outside the range.
   */
  processPadded(pictures: readonly Picture[]): PaddedPixels {
    if (pictures.length === 0) throw new ShapeError('processPadded: no pictures');
    const { pad = 'largest' } = this.config;
    return padPixels(
      pictures.map((picture) => toPixels([this.fit(picture)], this.#scaling())),
      pad === 'largest' ? undefined : pad,
    );
  }

  #scaling(): PixelOptions {
    const { fullLight, mean, deviation } = this.config;
    return { fullLight, ...(mean && { mean }), ...(deviation && { deviation }) };
  }

  /** A picture in the model's colours and size, before its numbers are scaled: what the model sees, to look at. */
  fit(picture: Picture): Picture {
    const { color, resize, crop, reverseChannels = false } = this.config;
    const colored = convertColor(checkPicture(picture), color);
    const resized =
      resize === undefined
        ? colored
        : resizePicture(colored, { ...targetSizeOf(colored, resize.size), filter: resize.filter });
    const cropped = crop === undefined ? resized : centerCrop(resized, crop);
    return reverseChannels ? reversed(cropped) : cropped;
  }
}

function reversed(picture: Picture): Picture {
  const whole = channelsLast(picture);
  if (whole.color !== 'rgb') return whole;
  const data = whole.data.map((_, at, all) => all[at + 2 - 2 * (at % 3)] ?? 0);
  return { ...whole, data };
}
