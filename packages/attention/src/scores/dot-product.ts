import { checkKind, matmul, multiply, repeatHeads, type Tensor } from '@heed/core';

/** Options of {@link dotProductScores}. */
export interface DotProductOptions {
  /** Factor of the scores; 1/√headDimension by default, as in Vaswani et al. 2017. Luong's `dot` has 1. */
  readonly scale?: number | undefined;
}

/**
 * Scaled dot-product scores (Vaswani et al. 2017, §3.2.1): `Q Kᵀ · scale`. A key head serves its group of query
 * heads.
 *
 * @param queries [batch, heads, L, headDimension]
 * @param keys [batch, keyHeads, S, headDimension]
 * @returns [batch, heads, L, S]
 *
 * @example
 * ```ts
 * import { dotProductScores } from '@heed/attention';
 * import { ones } from '@heed/core';
 * console.log(dotProductScores(ones([1, 4, 3, 2]), ones([1, 2, 5, 2])).shape); // [1, 4, 3, 5]
 * ```
 */
export function dotProductScores(queries: Tensor, keys: Tensor, options: DotProductOptions = {}): Tensor {
  checkKind('dotProductScores: queries', queries, 'a tensor');
  checkKind('dotProductScores: keys', keys, 'a tensor');
  const [, heads = 0, , width = 0] = queries.shape;
  const { scale = 1 / Math.sqrt(width) } = options;
  return multiply(matmul(queries, repeatHeads(keys, heads), { transposeB: true }), scale);
}
