import { concat, pad, ShapeError, type Tensor, tensor, tidy } from '@heed/core';
import type { Size } from '../patches/size.ts';
import type { PaddedPixels } from './picture-processor.ts';

/**
 * Pixels of several sizes, [1, channels, height, width] each, in one batch: zeros stand at the right and below.
 *
 * @param size That of the batch; that of the largest by default.
 * @throws {ShapeError} for pixels that are larger.
 */
export function padPixels(pictures: readonly Tensor[], size?: Size): PaddedPixels {
  const sizes = pictures.map(({ shape }): Size => [shape[2] ?? 0, shape[3] ?? 0]);
  const [height, width] = size ?? [
    Math.max(...sizes.map(([rows]) => rows)),
    Math.max(...sizes.map(([, columns]) => columns)),
  ];
  const within = new Uint8Array(pictures.length * height * width);
  return tidy(() => {
    const padded = pictures.map((pixels, index) => {
      const [rows, columns] = sizes[index] ?? [0, 0];
      if (rows > height || columns > width) {
        throw new ShapeError(
          `picture ${index} is ${rows} high and ${columns} wide, more than the ${height} × ${width} to pad to`,
        );
      }
      for (let row = 0; row < rows; row++) {
        const start = (index * height + row) * width;
        within.fill(1, start, start + columns);
      }
      return pad(pad(pixels, { axis: 2, after: height - rows }), { axis: 3, after: width - columns });
    });
    const shape = [pictures.length, height, width];
    return { pixels: concat(padded, { axis: 0 }), mask: tensor(within, { shape, dtype: 'bool' }) };
  });
}
