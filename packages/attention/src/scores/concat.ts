import { checkKind, linear, slice, type Tensor, type TensorSource } from '@heed/core';
import { additiveScores } from './additive.ts';

/**
 * Concat scores (Luong et al. 2015, §3.1): `vᵀ tanh(W [q; k])`. The left columns of W meet the query and the others
 * the key, which makes them {@link additiveScores} with W = [W_q W_k].
 *
 * @param queries [batch, heads, L, queryWidth]
 * @param keys [batch, heads, S, keyWidth]
 * @param weight W, [width, queryWidth + keyWidth]
 * @param vector v, [width]
 * @returns [batch, heads, L, S]
 *
 * @example
 * ```ts
 * import { concatScores } from '@heed/attention';
 * import { tensor } from '@heed/core';
 * const query = tensor([1, 0], { shape: [1, 1, 1, 2] });
 * const keys = tensor([0, 1, 1, 1], { shape: [1, 1, 2, 2] });
 * const weight = tensor([[1, 0, 1, 0], [0, 1, 0, 1]]);
 * console.log(concatScores(query, keys, weight, tensor([1, 2])).toString()); // [[[[2.2848, 2.4872]]]]
 * ```
 */
export function concatScores(
  queries: Tensor,
  keys: Tensor,
  weight: Tensor | TensorSource,
  vector: Tensor | TensorSource,
): Tensor {
  checkKind('concatScores: queries', queries, 'a tensor');
  checkKind('concatScores: keys', keys, 'a tensor');
  const end = queries.shape.at(-1) ?? 0;
  const forQueries = slice(weight, { axis: 1, start: 0, end });
  const forKeys = slice(weight, { axis: 1, start: end });
  return additiveScores(linear(queries, forQueries), linear(keys, forKeys), vector);
}
