import { type RandomGenerator, ValueError } from '@heed/core';
import { maximumOf, possibleTokens } from './probabilities.ts';

/** A token and how likely the model finds it. */
export interface RankedToken {
  readonly id: number;
  /** Its log-probability under the model, before all processors. */
  readonly logProbability: number;
}

/** A token that no other one exceeds. */
export interface LikeliestToken {
  readonly id: number;
  readonly logit: number;
}

/** The first of the tokens with the largest logit; NaN if there is one, −∞ where all are. */
export function likeliestOf(logits: Float32Array | Float64Array): LikeliestToken {
  const logit = maximumOf(logits);
  return { id: logits.indexOf(logit), logit };
}

/** The largest logit; refuses logits from which nothing can be chosen, as {@link checkLogits} does. */
export function largestLogit(logits: Float32Array, who: string): number {
  return checkLargest(maximumOf(logits), who);
}

/** Refuses a largest logit that leaves nothing to choose. */
export function checkLargest(largest: number, who: string): number {
  if (Number.isNaN(largest) || largest === Number.POSITIVE_INFINITY) {
    throw new ValueError(`${who}: logits hold ${largest}: the weights or a processor are damaged`);
  }
  if (largest === Number.NEGATIVE_INFINITY) {
    throw new ValueError(`${who}: no token is possible, all logits are −∞`);
  }
  return largest;
}

/**
 * Refuses logits from which nothing can be chosen.
 *
 * @param who Gave them, in errors.
 * @throws {ValueError} for NaN or ∞, and where all are −∞.
 *
 * @example
 * ```ts
 * import { checkLogits } from '@heed/transformer';
 * console.log(checkLogits(Float32Array.of(1, -Infinity), 'the model')); // 1, -Infinity
 * ```
 */
export function checkLogits(logits: Float32Array, who: string): Float32Array {
  largestLogit(logits, who);
  return logits;
}

/**
 * The id with the largest logit; of equals the first.
 *
 * @example
 * ```ts
 * import { likeliestToken } from '@heed/transformer';
 * console.log(likeliestToken(Float32Array.of(1, 3, 3))); // 1
 * ```
 */
export function likeliestToken(logits: Float32Array | Float64Array): number {
  return likeliestOf(logits).id;
}

/**
 * An id drawn with the probabilities `softmax(logits)`: one number of the generator, in float64. −1 where all logits are −∞.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { drawToken } from '@heed/transformer';
 * console.log(drawToken(Float32Array.of(-Infinity, 3, -Infinity), new RandomGenerator(0))); // 1
 * ```
 */
export function drawToken(logits: Float32Array | Float64Array, generator: RandomGenerator): number {
  const { ids, weights, total } = possibleTokens(logits);
  let left = generator.nextUniform() * total;
  const drawn = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  // Rounding may leave a crumb behind the last id.
  return ids[drawn < 0 ? weights.findLastIndex((weight) => weight > 0) : drawn] ?? -1;
}
