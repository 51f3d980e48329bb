import type { Tensor } from '@heed/core';
import { lowerRightMask, type MaskFunction } from './mask-from.ts';

/**
 * No look into the future: the query at one position attends to keys up to there (Vaswani et al. 2017, §3.2.3).
 *
 * @example
 * ```ts
 * import { causalMaskFunction } from '@heed/attention';
 * console.log(causalMaskFunction(3, 3), causalMaskFunction(3, 4)); // true false
 * ```
 */
export const causalMaskFunction: MaskFunction = (query: number, key: number): boolean => key <= query;

/**
 * The causal mask, anchored lower right: query i stands at position `keys − queries + i` and attends to all keys
 * up to there. Boolean [1, 1, queries, keys], true = attend.
 *
 * Attention modules take `causal: true`, which is faster; the mask is for combining and for looking at.
 *
 * @example
 * ```ts
 * import { causalMask } from '@heed/attention';
 * console.log(causalMask(2, 3).toString()); // [[[[true, true, false], [true, true, true]]]]
 * ```
 */
export function causalMask(queries: number, keys: number): Tensor {
  return lowerRightMask(causalMaskFunction, queries, keys);
}
