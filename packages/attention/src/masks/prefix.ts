import { logicalOr, type Tensor, tidy, to } from '@heed/core';
import { causalMask, causalMaskFunction } from './causal.ts';
import { orMaskFunctions } from './compose.ts';
import type { MaskFunction } from './mask-from.ts';
import { firstKeys } from './padding.ts';

/**
 * The prefix mask: the first `length` keys are seen by all, the rest causally (prefix language model, Raffel et al.
 * 2020, §3.2.1; Liu et al. 2018).
 *
 * @example
 * ```ts
 * import { prefixMaskFunction } from '@heed/attention';
 * const visible = prefixMaskFunction(2);
 * console.log(visible(0, 1), visible(2, 3)); // true false
 * ```
 */
export function prefixMaskFunction(length: number): MaskFunction {
  return orMaskFunctions(causalMaskFunction, (_, key) => key < length);
}

/**
 * The mask of a prefix, lower right: all queries see the first keys, and of the rest those up to their own position
 * `keys − queries + i`. Boolean [1, 1, queries, keys], or [batch, 1, queries, keys] with a length per row; true =
 * attend.
 *
 * @param prefix Length of the prefix; or one per row, int32 [batch] or plain numbers.
 * @throws {DTypeError} for lengths of another type or rank.
 *
 * @example
 * ```ts
 * import { prefixMask } from '@heed/attention';
 * console.log(prefixMask(2, 4, 4).shape, prefixMask([2, 3], 4, 4).shape); // [1, 1, 4, 4] [2, 1, 4, 4]
 * ```
 */
export function prefixMask(
  prefix: number | Tensor | readonly number[],
  queries: number,
  keys: number,
): Tensor {
  return tidy(() => {
    const seenByAll = firstKeys('prefixMask', typeof prefix === 'number' ? [prefix] : prefix, keys);
    return logicalOr(seenByAll, to(causalMask(queries, keys), seenByAll.backend));
  });
}
