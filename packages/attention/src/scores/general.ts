import { matmul, type Tensor, type TensorSource } from '@heed/core';
import { dotProductScores } from './dot-product.ts';

/**
 * General scores (Luong et al. 2015, §3.1): `qᵀ W k`.
 *
 * @param queries [batch, heads, L, queryWidth]
 * @param keys [batch, heads, S, keyWidth]
 * @param weight W, [queryWidth, keyWidth]
 * @returns [batch, heads, L, S]
 *
 * @example
 * ```ts
 * import { generalScores } from '@heed/attention';
 * import { tensor } from '@heed/core';
 * const query = tensor([1, 0], { shape: [1, 1, 1, 2] });
 * const keys = tensor([0, 1, 1, 1], { shape: [1, 1, 2, 2] });
 * console.log(generalScores(query, keys, tensor([[1, 2], [0, 1]])).toString()); // [[[[2, 3]]]]
 * ```
 */
export function generalScores(queries: Tensor, keys: Tensor, weight: Tensor | TensorSource): Tensor {
  return dotProductScores(matmul(queries, weight), keys, { scale: 1 });
}
