import { checkOptions } from '@heed/core';
import { channelsLast, channelsOf, emptyLike, type Picture } from '../pictures/picture.ts';
import { type Augmentation, checkProbability } from './augmentation.ts';

/**
 * The picture in a mirror: left and right change places.
 *
 * @example
 * ```ts
 * import { flipHorizontally } from '@heed/vision';
 * const picture = {
 *   width: 2, height: 1, color: 'grey', layout: 'channels-last', range: 255, data: Uint8Array.of(1, 2),
 * } as const;
 * console.log(flipHorizontally(picture).data); // 2, 1
 * ```
 */
export function flipHorizontally(picture: Picture): Picture {
  const whole = channelsLast(picture);
  const { width, height, data } = whole;
  const channels = channelsOf(whole.color);
  const flipped = emptyLike(data, data.length);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const from = (row * width + width - 1 - column) * channels;
      for (let channel = 0; channel < channels; channel++) {
        flipped[(row * width + column) * channels + channel] = data[from + channel] ?? 0;
      }
    }
  }
  return { ...whole, data: flipped };
}

/**
 * The picture upside down: top and bottom change places.
 *
 * @example
 * ```ts
 * import { flipVertically } from '@heed/vision';
 * const picture = {
 *   width: 1, height: 2, color: 'grey', layout: 'channels-last', range: 255, data: Uint8Array.of(1, 2),
 * } as const;
 * console.log(flipVertically(picture).data); // 2, 1
 * ```
 */
export function flipVertically(picture: Picture): Picture {
  const whole = channelsLast(picture);
  const { height, data } = whole;
  const rowLength = data.length / height;
  const flipped = emptyLike(data, data.length);
  for (let row = 0; row < height; row++) {
    flipped.set(data.subarray(row * rowLength, (row + 1) * rowLength), (height - 1 - row) * rowLength);
  }
  return { ...whole, data: flipped };
}

/** Options of {@link randomFlip}. */
export interface RandomFlipOptions {
  /** How often the picture is flipped; ½ by default. */
  readonly probability?: number;
  /** Which sides change places; `horizontal`, left and right, by default. */
  readonly direction?: 'horizontal' | 'vertical';
}

/**
 * Flips some of the pictures, as torchvision's `RandomHorizontalFlip` does.
 *
 * @example
 * ```ts
 * import { randomFlip } from '@heed/vision';
 * const augment = randomFlip({ probability: 0.5 });
 * ```
 */
export function randomFlip(options: RandomFlipOptions = {}): Augmentation {
  checkOptions('randomFlip', options, ['probability', 'direction']);
  const { direction = 'horizontal' } = options;
  const probability = checkProbability('randomFlip', options.probability ?? 0.5);
  const flip = direction === 'horizontal' ? flipHorizontally : flipVertically;
  return (picture, generator) => (generator.nextUniform() < probability ? flip(picture) : picture);
}
