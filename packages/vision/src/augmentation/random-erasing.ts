import { checkKind, checkOptions, OptionError } from '@heed/core';
import { channelsLast, channelsOf } from '../pictures/picture.ts';
import { type Augmentation, checkProbability } from './augmentation.ts';

/** Options of {@link randomErasing}. */
export interface RandomErasingOptions {
  /** How often a rectangle is erased; ½ by default. */
  readonly probability?: number;
  /** Least and largest share of the picture that is erased; 2 % to a third by default. */
  readonly area?: readonly [least: number, largest: number];
  /** Least and largest height / width of the rectangle; 0.3 to 3.3 by default. */
  readonly aspect?: readonly [least: number, largest: number];
  /** What takes its place: one number for all channels (0 by default), or `noise`. */
  readonly fill?: number | 'noise';
}

const attempts = 10;

/**
 * Erases a rectangle of a random size at a random place (Zhong et al. 2020), so that a model does not lean on one part
 * of its objects. Rectangles that do not fit are drawn again, ten times at most.
 *
 * @example
 * ```ts
 * import { randomErasing } from '@heed/vision';
 * const augment = randomErasing({ probability: 0.25, fill: 'noise' });
 * ```
 */
export function randomErasing(options: RandomErasingOptions = {}): Augmentation {
  checkOptions('randomErasing', options, ['probability', 'area', 'aspect', 'fill']);
  const { area = [0.02, 1 / 3], aspect = [0.3, 3.3], fill = 0 } = options;
  checkKind('randomErasing: area', area, 'a list');
  checkKind('randomErasing: aspect', aspect, 'a list');
  const probability = checkProbability('randomErasing', options.probability ?? 0.5);
  if (!(area[0] > 0 && area[0] <= area[1] && area[1] <= 1)) {
    throw new OptionError(
      `randomErasing: area must be two rising shares from 0 to 1, got ${area.join(', ')}`,
    );
  }
  if (!(aspect[0] > 0 && aspect[0] <= aspect[1])) {
    throw new OptionError(
      `randomErasing: aspect must be two rising numbers above 0, got ${aspect.join(', ')}`,
    );
  }
  return (picture, generator) => {
    if (generator.nextUniform() >= probability) return picture;
    const { width, height } = picture;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const pixels = width * height * (area[0] + (area[1] - area[0]) * generator.nextUniform());
      const [flat, tall] = [Math.log(aspect[0]), Math.log(aspect[1])];
      const ratio = Math.exp(flat + (tall - flat) * generator.nextUniform());
      const rows = Math.round(Math.sqrt(pixels * ratio));
      const columns = Math.round(Math.sqrt(pixels / ratio));
      if (rows < 1 || columns < 1 || rows >= height || columns >= width) continue;
      const top = generator.nextInteger(height - rows + 1);
      const left = generator.nextInteger(width - columns + 1);
      const whole = channelsLast(picture);
      const channels = channelsOf(whole.color);
      const data = whole.data.slice();
      for (let row = top; row < top + rows; row++) {
        const line = data.subarray(
          (row * width + left) * channels,
          (row * width + left + columns) * channels,
        );
        if (fill !== 'noise') line.fill(fill);
        else for (const at of line.keys()) line[at] = whole.range * generator.nextUniform();
      }
      return { ...whole, data };
    }
    return picture;
  };
}
