import type { MaskFunction } from './mask-from.ts';

/**
 * The mask function that is true where all of the given ones are; without any, everywhere.
 *
 * @example
 * ```ts
 * import { andMaskFunctions, causalMaskFunction, documentMaskFunction, maskFrom } from '@heed/attention';
 * const visible = andMaskFunctions(causalMaskFunction, documentMaskFunction([0, 0, 1]));
 * console.log(maskFrom(visible, 3, 3).toString());
 * ```
 */
export function andMaskFunctions(...functions: readonly MaskFunction[]): MaskFunction {
  return (query, key) => functions.every((visible) => visible(query, key));
}

/**
 * The mask function that is true where at least one of the given ones is; without any, nowhere.
 *
 * @example
 * ```ts
 * import { maskFrom, orMaskFunctions, slidingWindowMaskFunction } from '@heed/attention';
 * // Near tokens, and the first one: the global token of Beltagy et al. 2020.
 * const visible = orMaskFunctions(slidingWindowMaskFunction(2), (query, key) => query === 0 || key === 0);
 * console.log(maskFrom(visible, 5, 5).shape); // [1, 1, 5, 5]
 * ```
 */
export function orMaskFunctions(...functions: readonly MaskFunction[]): MaskFunction {
  return (query, key) => functions.some((visible) => visible(query, key));
}
