import { checkKind, OptionError, type Shape, ShapeError, showShape } from '@heed/core';

/** Rows and columns of a picture, a patch or a grid of patches. */
export type Size = readonly [rows: number, columns: number];

/** Refuses sizes that are not whole numbers from 1. */
export function checkSize(name: string, size: Size): Size {
  checkKind(name, size, 'a list');
  if (size.length === 2 && size.every((length) => Number.isSafeInteger(length) && length > 0)) return size;
  throw new OptionError(`${name} must be two whole numbers from 1, got ${size.join(' × ')}`);
}

/**
 * How many patches stand below and beside each other in pictures [batch, channels, height, width].
 *
 * @throws {ShapeError} where pictures do not divide into patches.
 *
 * @example
 * ```ts
 * import { gridOf } from '@heed/vision';
 * console.log(gridOf([1, 3, 224, 224], [16, 16])); // [14, 14]
 * ```
 */
export function gridOf(pixels: Shape, patch: Size): Size {
  checkKind('gridOf: pixels', pixels, 'a list');
  const [rows, columns] = [(pixels[2] ?? 0) / patch[0], (pixels[3] ?? 0) / patch[1]];
  const divides = [rows, columns].every((count) => Number.isInteger(count) && count > 0);
  if (pixels.length === 4 && divides) return [rows, columns];
  throw new ShapeError(
    `pictures [batch, channels, height, width] must divide into patches of ${patch.join(' × ')}, got ${showShape(pixels)}`,
  );
}
