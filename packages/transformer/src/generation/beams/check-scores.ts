import { ValueError } from '@heed/core';

/**
 * Refuses log-probabilities that are none.
 *
 * @throws {ValueError} for NaN. The log-softmax makes NaN of all of them where one logit is NaN or ∞, and where none is
 * possible: one tells.
 */
export function checkScores(scores: Float32Array): Float32Array {
  if (!Number.isNaN(scores[0])) return scores;
  throw new ValueError('the model: logits hold NaN or ∞, or −∞ alone: the weights are damaged');
}
