import { greater, log, multiply, negate, sum, type Tensor, tidy, where } from '@heed/core';

/**
 * Entropy of attention: `H = −Σ w · ln w` over the keys, in nats, with `0 · ln 0 = 0`. 0 for a query that looks at one
 * key, `ln n` for one that looks at n keys alike (Ghader & Monz 2017, equation 6). A row of zeros has 0.
 *
 * @param weights […, keys], such as [batch, heads, queries, keys].
 * @returns […], without the last axis.
 *
 * @example
 * ```ts
 * import { attentionEntropy } from '@heed/attention';
 * import { tensor } from '@heed/core';
 * console.log(attentionEntropy(tensor([[0.5, 0.5], [1, 0]])).toString()); // [0.6931, 0]
 * ```
 */
export function attentionEntropy(weights: Tensor): Tensor {
  return tidy(() => {
    const logarithms = log(where(greater(weights, 0), weights, 1));
    return negate(sum(multiply(weights, logarithms), { axis: -1 }));
  });
}
