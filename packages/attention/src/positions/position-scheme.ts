import type { CacheRows, RotatedHeads, Tensor } from '@heed/core';

/**
 * Where rows stand: the position of the first of consecutive rows, or int32 [batch|1, length] with the position of
 * each row.
 */
export type Positions = number | Tensor;

/**
 * How an attention module knows the order of its tokens. A scheme turns queries and keys (RoPE), or adds a bias to
 * the scores (ALiBi, T5), or both.
 */
export interface PositionScheme {
  /** Queries or keys [batch, heads, length, headDimension] at their positions, same shape. Positions may be any. */
  rotate?(x: Tensor, positions: Positions): Tensor;
  /**
   * The same for queries and keys at once, whose keys go straight into rows of a cache, with their values; returns the
   * queries. Attention calls it where nobody looks at the keys on their way.
   */
  rotateInto?(rows: CacheRows, heads: Omit<RotatedHeads, 'cos' | 'sin'>, positions: Positions): Tensor;
  /**
   * Added to the scaled scores: [batch|1, heads, queries, keys], in the type and on the backend of the queries.
   *
   * @param queryPositions Position of each query.
   * @param keyPositions Position of each key.
   * @param queries As they meet the keys, [batch, heads, queries, headDimension], for a bias that hangs on what they are.
   */
  bias?(queryPositions: ArrayLike<number>, keyPositions: ArrayLike<number>, queries: Tensor): Tensor;
}
