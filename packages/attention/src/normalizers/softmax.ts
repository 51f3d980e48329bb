import { softmax, type Tensor, where } from '@heed/core';

/**
 * Softmax over the visible keys: `wⱼ = exp(sⱼ) / Σ exp(sₖ)`. The normaliser of Bahdanau et al. 2015 and of all that
 * came from there.
 *
 * @param scores [batch, heads, queries, keys]
 * @param visible boolean, broadcasts to the scores; true = attend.
 *
 * @example
 * ```ts
 * import { softmaxNormalizer } from '@heed/attention';
 * import { tensor } from '@heed/core';
 * console.log(softmaxNormalizer(tensor([[[[1, 1]]]]), undefined).toString()); // [[[[0.5, 0.5]]]]
 * ```
 */
export function softmaxNormalizer(scores: Tensor, visible: Tensor | undefined): Tensor {
  return softmax(visible === undefined ? scores : where(visible, scores, Number.NEGATIVE_INFINITY));
}
