import { checkKind } from '@heed/core';
import type { GeneratedMask } from './kept-mask.ts';
import { decodeRunLengths } from './run-lengths.ts';

/**
 * Masks of one picture as one map, row by row: at each pixel the place of its mask in the list, from 1, or 0 for none. Where masks
 * overlap the smallest is on top, so that a part shows on its thing.
 *
 * @example
 * ```ts
 * import { encodeRunLengths, maskMap } from '@heed/vision';
 * const whole = { mask: encodeRunLengths([1, 1, 1, 1], [2, 2]), area: 4 };
 * const part = { mask: encodeRunLengths([0, 1, 0, 0], [2, 2]), area: 1 };
 * console.log(maskMap([part, whole])); // [2, 1, 2, 2]
 * ```
 */
export function maskMap(masks: readonly Pick<GeneratedMask, 'mask' | 'area'>[]): Int32Array {
  checkKind('maskMap: masks', masks, 'a list');
  for (const one of masks) checkKind('maskMap: counts of a mask', one?.mask?.counts, 'a list');
  const [height, width] = masks[0]?.mask.size ?? [0, 0];
  const map = new Int32Array(height * width);
  const largestFirst = [...masks.entries()].sort(([, one], [, other]) => other.area - one.area);
  for (const [at, { mask }] of largestFirst) {
    for (const [pixel, inside] of decodeRunLengths(mask).entries()) if (inside === 1) map[pixel] = at + 1;
  }
  return map;
}
