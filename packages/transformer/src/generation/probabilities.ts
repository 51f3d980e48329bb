import { checkKind } from '@heed/core';
import TinyQueue from 'tinyqueue';

/** The largest entry of a row; −∞ for none, NaN if there is one. */
export function maximumOf(row: ArrayLike<number>): number {
  let largest = Number.NEGATIVE_INFINITY;
  const { length } = row;
  for (let i = 0; i < length; i++) {
    const value = row[i] ?? 0;
    // One comparison for nearly all of a vocabulary: false for NaN too.
    if (value <= largest) continue;
    if (Number.isNaN(value)) return value;
    largest = value;
  }
  return largest;
}

/** The ids of a row that are not ruled out, and how likely they are. */
export interface PossibleTokens {
  readonly ids: Int32Array;
  /** `e^(logit − largest)` of each. */
  readonly weights: Float64Array;
  /** The sum of the weights. */
  readonly total: number;
}

/** Ids whose logit is not −∞, in order. */
export function possibleIds(logits: ArrayLike<number>): Int32Array {
  // A vocabulary has some 50,000 ids: what grows, or asks a function about each, takes several times as long.
  const ids = new Int32Array(logits.length);
  let count = 0;
  for (let id = 0; id < ids.length; id++) if (logits[id] !== Number.NEGATIVE_INFINITY) ids[count++] = id;
  return ids.subarray(0, count);
}

/** {@link possibleIds} with their weights. Mostly few are left of a vocabulary, and nothing else is made for all of it. */
export function possibleTokens(logits: ArrayLike<number>): PossibleTokens {
  const largest = maximumOf(logits);
  const ids = possibleIds(logits);
  const weights = new Float64Array(ids.length);
  let total = 0;
  for (let place = 0; place < ids.length; place++) {
    const weight = Math.exp((logits[ids[place] ?? 0] ?? 0) - largest);
    weights[place] = weight;
    total += weight;
  }
  return { ids, weights, total };
}

/**
 * `logits − log Σ e^logits` of one row, in float64. A row of only −∞ stays as it is.
 *
 * @example
 * ```ts
 * import { logProbabilities } from '@heed/transformer';
 * console.log(Math.exp(logProbabilities([2, 2])[0] ?? 0)); // 0.5
 * ```
 */
export function logProbabilities(logits: ArrayLike<number>): Float64Array {
  checkKind('logProbabilities: logits', logits, 'an object');
  const largest = maximumOf(logits);
  if (largest === Number.NEGATIVE_INFINITY) return Float64Array.from(logits);
  let total = 0;
  for (let i = 0; i < logits.length; i++) {
    const logit = logits[i] ?? 0;
    if (logit !== Number.NEGATIVE_INFINITY) total += Math.exp(logit - largest);
  }
  const shift = largest + Math.log(total);
  // A loop: `from` with a function takes ten times as long.
  const scores = new Float64Array(logits.length);
  for (let i = 0; i < logits.length; i++) scores[i] = (logits[i] ?? 0) - shift;
  return scores;
}

/**
 * Indices of the `count` largest entries, largest first; equal ones in the order of their index.
 *
 * @example
 * ```ts
 * import { largestIndices } from '@heed/transformer';
 * console.log(largestIndices([5, 1, 7, 5], 3)); // [2, 0, 3]
 * ```
 */
export function largestIndices(values: ArrayLike<number>, count: number): number[] {
  checkKind('largestIndices: values', values, 'an object');
  const at = (index: number): number => values[index] ?? 0;
  // The worst of the kept is on top; where −∞ meets −∞ the difference is NaN and the index decides.
  const kept = new TinyQueue<number>([], (a, b) => at(a) - at(b) || b - a);
  let worst = Number.NaN;
  const { length } = values;
  for (let i = 0; i < length; i++) {
    // One comparison for nearly all of a vocabulary.
    if (i >= count && !((values[i] ?? 0) > worst)) continue;
    if (kept.length === count) kept.pop();
    kept.push(i);
    worst = at(kept.peek() ?? i);
  }
  const worstFirst = Array.from({ length: kept.length }, () => kept.pop() ?? 0);
  return worstFirst.reverse();
}
