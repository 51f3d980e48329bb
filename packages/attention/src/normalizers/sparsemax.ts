import { checkKind, divide, subtract, type Tensor } from '@heed/core';
import { weighSupport } from './support.ts';

/**
 * Sparsemax (Martins and Astudillo 2016): the point of the simplex nearest to the scores,
 * `wⱼ = max(sⱼ − τ, 0)` with τ such that the weights sum to 1. Scores far below the largest weigh exactly 0.
 *
 * @param scores [batch, heads, queries, keys]
 * @param visible boolean, broadcasts to the scores; true = attend.
 *
 * @example
 * ```ts
 * import { sparsemax } from '@heed/attention';
 * import { tensor } from '@heed/core';
 * console.log(sparsemax(tensor([[[[1, 0.5, -1]]]]), undefined).toString()); // [[[[0.75, 0.25, 0]]]]
 * ```
 */
export function sparsemax(scores: Tensor, visible: Tensor | undefined): Tensor {
  checkKind('sparsemax: scores', scores, 'a tensor');
  return weighSupport(scores, visible, {
    threshold: (total, _, count) => divide(subtract(total, 1), count),
    weigh: (excess) => excess,
  });
}
