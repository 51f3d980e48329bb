import type { CacheRows, Tensor } from '@heed/core';

/** Keys and values as attention reads them: the first `length` rows count, the rest is spare room. */
export interface CachedKeysValues {
  /** [batch, heads, room, headDimension] */
  readonly keys: Tensor;
  /** [batch, heads, room, headDimension] */
  readonly values: Tensor;
  readonly length: number;
  /**
   * Position of each of the `length` keys, where they are not simply 0, 1, 2, …: a cache that forgets, or that
   * holds them in another order.
   */
  readonly positions?: Int32Array;
}

/** What attention modules ask of a cache: keys and values of the tokens seen so far. */
export interface AttentionCache {
  /** Number of tokens held. */
  readonly length: number;
  /** Number of tokens seen, which is the position of the next one; more than `length` if some were forgotten. */
  readonly position: number;
  /** What is held, or undefined while the cache is empty. */
  readonly contents: CachedKeysValues | undefined;
  /** Adds tokens at the end and gives all that their queries may need. */
  append(keys: Tensor, values: Tensor): CachedKeysValues;
  /**
   * The same, but `write` writes the rows into the buffers, from `start` on: for keys that are turned as they are written.
   * Only caches that keep keys and values as they come have it.
   */
  appendBy?(keys: Tensor, values: Tensor, write: (rows: CacheRows) => void): CachedKeysValues;
  /** Forgets all tokens from position `length` on. */
  truncate(length: number): void;
  /** Picks rows of the batch anew, as beam search does: row i becomes the former row `rows[i]`; int32 [batch]. */
  reorder(rows: Tensor): void;
  /** A second cache with the same contents. */
  clone(): AttentionCache;
  /** Frees the buffers. */
  dispose(): void;
}
