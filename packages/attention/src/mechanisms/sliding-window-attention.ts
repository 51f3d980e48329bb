import { checkOptions, checkWhole, scaledDotProductAttention, type Tensor } from '@heed/core';
import { slidingWindowMaskFunction } from '../masks/sliding-window.ts';
import { attendInBlocks } from './attend-in-blocks.ts';
import { checkInputs } from './check-inputs.ts';

/** Options of {@link slidingWindowAttention}. */
export interface SlidingWindowAttentionOptions {
  /** Attend to keys less than this far away; 1 is the query's own position alone. */
  readonly window: number;
  /** Attend to no later position: the last `window` keys, as in Mistral. */
  readonly causal?: boolean;
  /** Boolean [batch|1, heads|1, 1, keys], true = attend: padding. */
  readonly mask?: Tensor | undefined;
  /** Factor of the scores; 1/√headDimension by default. */
  readonly scale?: number | undefined;
  /** Queries that are computed together; the larger of 64 and half the window by default. It changes speed alone. */
  readonly block?: number;
}

/**
 * Scaled dot-product attention in a sliding window (Beltagy et al. 2020, "Longformer"; causal, Jiang et al. 2023,
 * "Mistral 7B"): query i, which stands at `keys − queries + i`, attends to the keys less than `window` away. It is
 * computed by blocks of queries, each with the keys around it, so that time and memory grow with length · window and
 * not with length².
 *
 * @param queries [batch, heads, L, headDimension]
 * @param keys [batch, keyHeads, S, headDimension]; query head h reads key head `floor(h / (heads / keyHeads))`
 * @param values [batch, keyHeads, S, valueDimension]
 * @returns [batch, heads, L, valueDimension]
 * @throws {OptionError} for a window or block that is not a whole number from 1.
 * @throws {ShapeError} when sizes do not fit, or the mask is not the same for all queries.
 *
 * @example
 * ```ts
 * import { slidingWindowAttention } from '@heed/attention';
 * import { ones } from '@heed/core';
 * const x = ones([1, 2, 1000, 4]);
 * console.log(slidingWindowAttention(x, x, x, { window: 16, causal: true }).shape); // [1, 2, 1000, 4]
 * ```
 */
export function slidingWindowAttention(
  queries: Tensor,
  keys: Tensor,
  values: Tensor,
  options: SlidingWindowAttentionOptions,
): Tensor {
  const name = 'slidingWindowAttention';
  checkOptions(name, options, ['window', 'causal', 'mask', 'scale', 'block']);
  const { causal = false, mask, scale } = options;
  const window = checkWhole(`${name}: window`, options.window);
  const block = checkWhole(`${name}: block`, options.block ?? Math.max(64, Math.ceil(window / 2)));
  checkInputs(name, queries, keys, values, mask);
  const [count, room] = [queries.shape[2] ?? 0, keys.shape[2] ?? 0];
  if (window >= Math.max(count, room) || count * room === 0) {
    return scaledDotProductAttention(queries, keys, values, { causal, mask, scale });
  }
  const blocks = {
    length: Math.min(block, count),
    start: room - count,
    before: window - 1,
    after: causal ? 0 : window - 1,
    visible: slidingWindowMaskFunction(window, { causal }),
  };
  return attendInBlocks(queries, keys, values, blocks, { mask, scale });
}
