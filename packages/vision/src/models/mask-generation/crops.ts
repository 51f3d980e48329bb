import { OptionError } from '@heed/core';
import type { CornerBox } from '../detection/suppress-overlaps.ts';
import type { PicturePoint, PictureSize } from '../sam/frame.ts';

/**
 * The whole picture, and in each further layer 2, 4, 8 … crops each way, which overlap: transformers' `generate_crop_boxes`.
 *
 * @param overlap Share of the shorter side by which the crops of the first layer overlap; half of it in the next, and so on.
 * @throws {OptionError} where the picture has no pixels for so many crops.
 */
export function maskCrops({ height, width }: PictureSize, layers: number, overlap: number): CornerBox[] {
  const crops: CornerBox[] = [[0, 0, width, height]];
  for (let layer = 1; layer <= layers; layer++) {
    const count = 2 ** layer;
    const shared = Math.trunc(overlap * Math.min(height, width) * (2 / count));
    const side = (length: number): number => Math.ceil((shared * (count - 1) + length) / count);
    const starts = (length: number): number[] => {
      return Array.from({ length: count }, (_, at) => (side(length) - shared) * at);
    };
    for (const left of starts(width)) {
      for (const top of starts(height)) {
        const [right, bottom] = [Math.min(left + side(width), width), Math.min(top + side(height), height)];
        if (left >= right || top >= bottom) {
          throw new OptionError(
            `cropLayers: ${layers} layers of crops are too many for ${width} × ${height} pixels`,
          );
        }
        crops.push([left, top, right, bottom]);
      }
    }
  }
  return crops;
}

/** Points of a crop in a grid of so many each way, row by row. */
export function gridPoints({ height, width }: PictureSize, perSide: number): PicturePoint[] {
  const share = (at: number): number => (at + 0.5) / perSide;
  return Array.from({ length: perSide ** 2 }, (_, at) => [
    share(at % perSide) * width,
    share(Math.floor(at / perSide)) * height,
  ]);
}
