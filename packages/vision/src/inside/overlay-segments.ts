import { checkOptions, checkShare, ShapeError } from '@heed/core';
import { hsl } from 'd3-color';
import { convertColor } from '../pictures/color.ts';
import { checkPicture, type Picture } from '../pictures/picture.ts';

/** Options of {@link overlaySegments}. */
export interface OverlaySegmentsOptions {
  /** How much of the picture is covered, from 0 to 1; 0.6 by default. */
  readonly opacity?: number;
}

/** The angle that divides a circle by the golden section: steps of it come near none of the steps before. */
const goldenAngle = 180 * (3 - Math.sqrt(5));

/**
 * The colour of a segment in {@link overlaySegments}, red, green and blue from 0 to 255: the same for the same number always, and
 * far from those of the numbers beside it.
 *
 * @example
 * ```ts
 * import { segmentColor } from '@heed/vision';
 * console.log(segmentColor(1), segmentColor(2));
 * ```
 */
export function segmentColor(id: number): readonly [red: number, green: number, blue: number] {
  const { r, g, b } = hsl((id * goldenAngle) % 360, 0.7, id % 2 === 0 ? 0.45 : 0.6).rgb();
  return [Math.round(r), Math.round(g), Math.round(b)];
}

/**
 * A picture with its segments in colours laid over it.
 *
 * @param map The number of the segment at each pixel, row by row; pixels of 0 stay as they are. What `detectedSegments` and
 *   `maskMap` give, and `segmentationMap` with 1 added.
 * @returns An rgb picture of the same size.
 * @throws {ShapeError} for a map of another size.
 * @throws {OptionError} for an opacity outside 0 … 1.
 *
 * @example
 * ```ts
 * import { encodePng, overlaySegments } from '@heed/vision';
 * const picture = {
 *   width: 2, height: 2, color: 'grey', layout: 'channels-last', range: 255, data: Uint8Array.of(9, 99, 199, 255),
 * } as const;
 * const png = encodePng(overlaySegments(picture, [0, 1, 1, 2], { opacity: 0.5 }));
 * ```
 */
export function overlaySegments(
  picture: Picture,
  map: ArrayLike<number>,
  options: OverlaySegmentsOptions = {},
): Picture {
  checkOptions('overlaySegments', options, ['opacity']);
  const { opacity = 0.6 } = options;
  checkShare('overlaySegments: opacity', opacity);
  const { height, width } = checkPicture(picture);
  if (map.length !== height * width) {
    throw new ShapeError(
      `overlaySegments: the picture has ${width} × ${height} pixels, and the map ${map.length}`,
    );
  }
  const below = convertColor(picture, 'rgb');
  const colors = new Map<number, readonly number[]>();
  const data = Uint8Array.from(below.data, (value, at) => {
    const light = (255 * value) / below.range;
    const id = map[Math.floor(at / 3)] ?? 0;
    if (id === 0) return Math.round(light);
    const color = colors.get(id) ?? segmentColor(id);
    colors.set(id, color);
    return Math.round((1 - opacity) * light + opacity * (color[at % 3] ?? 0));
  });
  return { width, height, color: 'rgb', layout: 'channels-last', range: 255, data };
}
