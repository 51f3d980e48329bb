import { add, type Tensor } from '@heed/core';

/** Scores with what a position scheme adds to them, if any. */
export function biasedScores(scores: Tensor, bias: Tensor | undefined): Tensor {
  return bias === undefined ? scores : add(scores, bias);
}
