import { channelsLast, channelsOf, emptyLike, type Picture } from './picture.ts';

/**
 * Turns a stored picture upright by EXIF's number (1 to 8; TIFF 6.0, tag 274), as Pillow's `exif_transpose` does.
 *
 * @example
 * ```ts
 * import { orientPicture } from '@heed/vision';
 * const picture = {
 *   width: 2, height: 1, color: 'grey', layout: 'channels-last', range: 255, data: Uint8Array.of(1, 2),
 * } as const;
 * console.log(orientPicture(picture, 3).data); // upside down: 2, 1
 * ```
 */
export function orientPicture(picture: Picture, orientation: number): Picture {
  if (orientation < 2 || orientation > 8) return picture;
  const stored = channelsLast(picture);
  const channels = channelsOf(stored.color);
  const lies = orientation >= 5;
  const [width, height] = lies ? [stored.height, stored.width] : [stored.width, stored.height];
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  const data = emptyLike(stored.data, stored.data.length);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [y, x] = lies ? [column, row] : [row, column];
      const sourceRow = fromBottom ? stored.height - 1 - y : y;
      const sourceColumn = fromRight ? stored.width - 1 - x : x;
      const from = (sourceRow * stored.width + sourceColumn) * channels;
      const to = (row * width + column) * channels;
      for (let channel = 0; channel < channels; channel++)
        data[to + channel] = stored.data[from + channel] ?? 0;
    }
  }
  return { ...stored, width, height, data };
}
