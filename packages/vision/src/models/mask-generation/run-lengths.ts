import { checkKind, FormatError, ShapeError } from '@heed/core';
import type { Size } from '../../patches/size.ts';
import { checkPictureSize } from '../../pictures/picture.ts';

/**
 * A mask as COCO and transformers write it, uncompressed run-length encoding: how many pixels lie outside, then inside, and so on
 * by turns, column by column from the left and each column from the top. It says what the pixels say, in a few hundred numbers.
 */
export interface RunLengths {
  /** Height and width. */
  readonly size: Size;
  /** From 0 up; the first counts pixels outside. */
  readonly counts: readonly number[];
}

/** Run lengths of what lies inside. */
export function runLengthsOf(
  [height, width]: Size,
  isInside: (row: number, column: number) => boolean,
): RunLengths {
  const counts: number[] = [];
  let [inside, run] = [false, 0];
  for (let column = 0; column < width; column++) {
    for (let row = 0; row < height; row++) {
      if (isInside(row, column) !== inside) {
        counts.push(run);
        [inside, run] = [!inside, 0];
      }
      run++;
    }
  }
  return { size: [height, width], counts: [...counts, run] };
}

/**
 * Run lengths of a mask.
 *
 * @param mask Row by row, true or not 0 for a pixel inside.
 * @throws {ShapeError} for a mask of another size.
 *
 * @example
 * ```ts
 * import { decodeRunLengths, encodeRunLengths } from '@heed/vision';
 * const { counts } = encodeRunLengths([0, 1, 1, 0, 0, 1], [2, 3]);
 * console.log(counts, decodeRunLengths({ size: [2, 3], counts })); // [2, 1, 1, 2], and 0, 1, 1, 0, 0, 1
 * ```
 */
export function encodeRunLengths(mask: ArrayLike<number | boolean>, size: Size): RunLengths {
  checkKind('encodeRunLengths: mask', mask, 'a list');
  checkKind('encodeRunLengths: size', size, 'a list');
  const [height, width] = size;
  checkPictureSize('encodeRunLengths', width, height);
  if (mask.length !== height * width) {
    throw new ShapeError(`encodeRunLengths: ${height} × ${width} pixels, and a mask of ${mask.length}`);
  }
  return runLengthsOf(size, (row, column) => Boolean(mask[row * width + column]));
}

/**
 * The pixels of a mask, row by row: 1 inside and 0 outside.
 *
 * @throws {ShapeError} for a size that is no size.
 * @throws {FormatError} for counts that are not whole numbers from 0, or not as many pixels as there are.
 *
 * @example
 * ```ts
 * import { decodeRunLengths } from '@heed/vision';
 * console.log(decodeRunLengths({ size: [2, 3], counts: [2, 1, 3] })); // 0, 1, 0, 0, 0, 0
 * ```
 */
export function decodeRunLengths(lengths: RunLengths): Uint8Array {
  checkKind('decodeRunLengths: lengths', lengths, 'an object');
  const { size, counts } = lengths;
  checkKind('decodeRunLengths: size', size, 'a list');
  checkKind('decodeRunLengths: counts', counts, 'a list');
  const [height, width] = size;
  checkPictureSize('decodeRunLengths', width, height);
  const pixels = counts.reduce((sum, count) => sum + count, 0);
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0) || pixels !== height * width) {
    throw new FormatError(
      `run lengths: counts must be whole numbers from 0 that make ${height * width} pixels, together they are ${pixels}`,
    );
  }
  const mask = new Uint8Array(pixels);
  let place = 0;
  for (const [turn, count] of counts.entries()) {
    const end = place + count;
    if (turn % 2 === 0) place = end;
    for (; place < end; place++) mask[(place % height) * width + Math.floor(place / height)] = 1;
  }
  return mask;
}
