import { add, checkKind, linear, reshape, type Tensor, type TensorSource, tanh } from '@heed/core';

/**
 * Additive scores (Bahdanau et al. 2015, appendix A.1.2): `vᵀ tanh(q + k)`, where q = W·query and k = U·key are
 * already projected, so that keys are projected once for all queries that come.
 *
 * @param queries projected, [batch, heads, L, width]
 * @param keys projected, [batch, heads, S, width]
 * @param vector v, [width]
 * @returns [batch, heads, L, S]
 *
 * @example
 * ```ts
 * import { additiveScores } from '@heed/attention';
 * import { tensor } from '@heed/core';
 * const queries = tensor([1, 0], { shape: [1, 1, 1, 2] });
 * const keys = tensor([0, 1, 1, 1], { shape: [1, 1, 2, 2] });
 * console.log(additiveScores(queries, keys, tensor([1, 2])).toString()); // [[[[2.2848, 2.4872]]]]
 * ```
 */
export function additiveScores(queries: Tensor, keys: Tensor, vector: Tensor | TensorSource): Tensor {
  checkKind('additiveScores: queries', queries, 'a tensor');
  checkKind('additiveScores: keys', keys, 'a tensor');
  const [batch = 0, heads = 0, length = 0, width = 0] = queries.shape;
  const keyLength = keys.shape[2] ?? 0;
  const rows = reshape(queries, [batch, heads, length, 1, width]);
  const columns = reshape(keys, [batch, heads, 1, keyLength, width]);
  const scores = linear(tanh(add(rows, columns)), reshape(vector, [1, width]));
  return reshape(scores, [batch, heads, length, keyLength]);
}
