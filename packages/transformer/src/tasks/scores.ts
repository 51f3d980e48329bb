import { logProbabilities } from '../generation/probabilities.ts';

/** How logits become scores: probabilities that sum to 1, probabilities each for itself, or as they are. */
export type ScoreFunction = 'softmax' | 'sigmoid' | 'none';

/** The scores of one row of logits. */
export function scoresOf(logits: ArrayLike<number>, scoring: ScoreFunction): Float64Array {
  switch (scoring) {
    case 'softmax':
      return logProbabilities(logits).map(Math.exp);
    case 'sigmoid':
      return Float64Array.from(logits, (logit) => 1 / (1 + Math.exp(-logit)));
    case 'none':
      return Float64Array.from(logits);
  }
}
