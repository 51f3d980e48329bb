import { checkKind, type RandomGenerator, ValueError } from '@heed/core';
import { maximumOf, possibleTokens } from './probabilities.ts';

/** A token and how likely the model finds it. */
export interface RankedToken {
  readonly id: number;
  /** Its log-probability under the model, before all processors. */
  readonly logProbability: number;
}

/** The largest logit; refuses logits from which nothing can be chosen, as {@link checkLogits} does. */
export function largestLogit(logits: Float32Array, who: string): number {
  const largest = maximumOf(logits);
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
  checkKind('checkLogits: logits', logits, 'a list');
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
  checkKind('likeliestToken: logits', logits, 'a list');
  return logits.indexOf(maximumOf(logits));
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
  checkKind('drawToken: logits', logits, 'a list');
  checkKind('drawToken: generator', generator, 'a RandomGenerator');
  const { ids, weights, total } = possibleTokens(logits);
  let left = generator.nextUniform() * total;
  for (let place = 0; place < weights.length; place++) {
    left -= weights[place] ?? 0;
    if (left < 0) return ids[place] ?? -1;
  }
  // Rounding may leave a crumb behind the last id.
  return ids[weights.findLastIndex((weight) => weight > 0)] ?? -1;
}
