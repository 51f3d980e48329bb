import { divide, multiply, sqrt, subtract, type Tensor } from '@heed/core';
import { weighSupport } from './support.ts';

/**
 * 1.5-entmax (Peters, Niculae and Martins 2019): `wⱼ = max(sⱼ / 2 − τ, 0)²` with τ such that the weights sum to 1.
 * It stands between softmax and {@link sparsemax}: smooth, and yet exactly 0 for scores far below the largest.
 *
 * @param scores [batch, heads, queries, keys]
 * @param visible boolean, broadcasts to the scores; true = attend.
 *
 * @example
 * ```ts
 * import { entmax15 } from '@heed/attention';
 * import { tensor } from '@heed/core';
 * console.log(entmax15(tensor([[[[3, 3, -3]]]]), undefined).toString()); // [[[[0.5, 0.5, 0]]]]
 * ```
 */
export function entmax15(scores: Tensor, visible: Tensor | undefined): Tensor {
  return weighSupport(multiply(scores, 0.5), visible, {
    threshold,
    weigh: (excess) => multiply(excess, excess),
  });
}

/** `τ = M − √((1 − Σ (z − M)²) / n)` with the mean M of n scores: the smaller root of `Σ (z − τ)² = 1`. */
function threshold(total: Tensor, squares: Tensor, count: Tensor): Tensor {
  const mean = divide(total, count);
  const spread = subtract(squares, multiply(total, mean));
  // No number where more scores are counted than the support can hold: no score is above that.
  return subtract(mean, sqrt(divide(subtract(1, spread), count)));
}
