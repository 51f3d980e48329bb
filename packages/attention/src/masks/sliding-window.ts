import { checkOptions, checkWhole, type Tensor } from '@heed/core';
import { causalMaskFunction } from './causal.ts';
import { andMaskFunctions } from './compose.ts';
import { lowerRightMask, type MaskFunction } from './mask-from.ts';

/** Options of {@link slidingWindowMaskFunction}. */
export interface SlidingWindowOptions {
  /** Look back only; by default to both sides. */
  readonly causal?: boolean;
}

/** Options of {@link slidingWindowMask}. */
export interface SlidingWindowMaskOptions extends SlidingWindowOptions {
  /** How many keys a query reaches to one side, its own among them. */
  readonly window: number;
}

/**
 * The sliding window: `|query − key| < window`, both sides alike, or causal: the query's own key and the
 * `window − 1` before it (Beltagy et al. 2020; Mistral, Jiang et al. 2023).
 *
 * The causal window counts as transformers' `sliding_window` does. Its symmetrical one includes the key at the
 * distance `sliding_window`, so that it is our window of one more.
 *
 * @throws {OptionError} for a window that is not a whole number from 1.
 *
 * @example
 * ```ts
 * import { slidingWindowMaskFunction } from '@heed/attention';
 * const near = slidingWindowMaskFunction(2);
 * console.log(near(5, 4), near(5, 6), near(5, 3)); // true true false
 * ```
 */
export function slidingWindowMaskFunction(window: number, options: SlidingWindowOptions = {}): MaskFunction {
  checkOptions('slidingWindowMaskFunction', options, ['causal']);
  const reach = checkWhole('slidingWindowMaskFunction: window', window);
  const near: MaskFunction = (query, key) => Math.abs(query - key) < reach;
  return options.causal ? andMaskFunctions(near, causalMaskFunction) : near;
}

/**
 * The mask of a sliding window, lower right: query i stands at `keys − queries + i` and attends to the keys less
 * than `window` away. Boolean [1, 1, queries, keys], true = attend.
 *
 * @throws {OptionError} for a window that is not a whole number from 1.
 *
 * @example
 * ```ts
 * import { slidingWindowMask } from '@heed/attention';
 * import { showMask } from '@heed/attention/terminal';
 * console.log(showMask(slidingWindowMask(5, 5, { window: 2, causal: true })));
 * ```
 */
export function slidingWindowMask(queries: number, keys: number, options: SlidingWindowMaskOptions): Tensor {
  checkOptions('slidingWindowMask', options, ['window', 'causal']);
  const { window, ...sides } = options;
  checkWhole('slidingWindowMask: window', window);
  return lowerRightMask(slidingWindowMaskFunction(window, sides), queries, keys);
}
