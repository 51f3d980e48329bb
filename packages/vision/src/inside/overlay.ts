import { checkKind, checkOptions, checkShare, ShapeError } from '@heed/core';
import { rgb } from 'd3-color';
import { interpolateInferno } from 'd3-scale-chromatic';
import { convertColor } from '../pictures/color.ts';
import type { Picture } from '../pictures/picture.ts';
import { resizePicture } from '../processing/resize.ts';

/** Options of {@link overlayPicture}. */
export interface OverlayOptions {
  /** How much of the picture is covered, from 0 to 1; 0.6 by default. */
  readonly opacity?: number;
  /** Patches with sharp edges, or smoothed (the default). */
  readonly edges?: 'sharp' | 'smooth';
}

/** From a share to the bytes of its colour: what is not looked at lies in the dark, what is looked at glows. */
const palette: readonly (readonly [number, number, number])[] = Array.from({ length: 256 }, (_, level) => {
  const { r, g, b } = rgb(interpolateInferno(level / 255));
  return [r, g, b] as const;
});

/**
 * A picture with weights of its patches laid over it, the largest weight brightest.
 *
 * @param weights Row by row, one number for each patch; from 0 up.
 * @returns An rgb picture of the same size.
 * @throws {ShapeError} for rows of different lengths, or none.
 * @throws {OptionError} for an opacity outside 0 … 1.
 *
 * @example
 * ```ts
 * import { encodePng, overlayPicture } from '@heed/vision';
 * const picture = {
 *   width: 4, height: 4, color: 'grey', layout: 'channels-last', range: 255, data: new Uint8Array(16).fill(99),
 * } as const;
 * const png = encodePng(overlayPicture(picture, [[0.1, 0.9], [0, 0.3]]));
 * ```
 */
export function overlayPicture(
  picture: Picture,
  weights: readonly (readonly number[])[],
  options: OverlayOptions = {},
): Picture {
  checkOptions('overlayPicture', options, ['opacity', 'edges']);
  const { opacity = 0.6, edges = 'smooth' } = options;
  checkShare('overlayPicture: opacity', opacity);
  const shares = sharesOf(weights);
  const { height, width } = picture;
  const filter = edges === 'smooth' ? 'bicubic' : 'nearest';
  const map = resizePicture(shares, { height, width, filter }).data;
  const below = convertColor({ ...picture }, 'rgb');
  const data = Uint8Array.from(below.data, (value, at) => {
    const share = Math.min(Math.max(map[Math.floor(at / 3)] ?? 0, 0), 1);
    const glow = palette[Math.round(255 * share)]?.[at % 3] ?? 0;
    return Math.round(((1 - opacity) * value * 255) / below.range + opacity * glow);
  });
  return { width, height, color: 'rgb', layout: 'channels-last', range: 255, data };
}

/** Weights as a grey picture, the largest one white. */
function sharesOf(weights: readonly (readonly number[])[]): Picture {
  checkKind('overlayPicture: weights', weights, 'a list');
  for (const row of weights) checkKind('overlayPicture: a row of weights', row, 'a list');
  const width = weights[0]?.length ?? 0;
  if (width === 0 || weights.some((row) => row.length !== width)) {
    throw new ShapeError('overlayPicture: weights must be rows of the same length, at least one');
  }
  const largest = Math.max(...weights.flat(), Number.MIN_VALUE);
  const data = Float32Array.from(weights.flat(), (weight) => Math.max(weight, 0) / largest);
  return { width, height: weights.length, color: 'grey', layout: 'channels-last', range: 1, data };
}
