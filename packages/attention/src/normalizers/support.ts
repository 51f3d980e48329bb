import {
  arange,
  cast,
  cumsum,
  greater,
  lessEqual,
  logicalAnd,
  logicalNot,
  max,
  multiply,
  notEqual,
  relu,
  stopGradient,
  subtract,
  sum,
  type Tensor,
  to,
  topK,
  where,
} from '@heed/core';

const row = { axis: -1, keepAxes: true } as const;

/** What the weights of a set of scores z are made of. */
export interface SupportWeights {
  /** The threshold τ that makes `Σ weigh(z − τ)` 1, from Σ z, Σ z² and the number of scores. */
  readonly threshold: (total: Tensor, squares: Tensor, count: Tensor) => Tensor;
  /** The weight of a score that stands `z − τ` above the threshold. */
  readonly weigh: (excess: Tensor) => Tensor;
}

/**
 * Weights of normalisers that give exact zeros: `weigh(z − τ)` for the scores above the threshold τ of their row, the
 * support, and 0 for the others. The support is found by sorting: it holds the largest scores, as many as stand above
 * the threshold of those up to them. For gradients it is a constant, and τ is a function of the scores in it.
 */
export function weighSupport(scores: Tensor, visible: Tensor | undefined, of: SupportWeights): Tensor {
  if (scores.size === 0) return scores;
  const { centered, present } = center(scores, visible);
  // About a constant that is all but the threshold, the sums stay small and exact in float32 too.
  const moved = subtract(centered, sortedThreshold(stopGradient(centered), of));
  // NaN stays inside, to be seen in the weights.
  const inside = logicalNot(lessEqual(moved, 0));
  // A score at the threshold may be rounded to below it.
  const excess = relu(subtract(where(inside, moved, 0), thresholdOf(moved, inside, of)));
  return where(logicalAnd(inside, present), of.weigh(excess), 0);
}

/**
 * The scores with the largest of each row at 0, and which of them count. What does not count stands at −1: with the
 * largest at 0 no threshold is lower, since a single weight is at most 1.
 */
function center(scores: Tensor, visible: Tensor | undefined): { centered: Tensor; present: Tensor } {
  const seen = visible === undefined ? scores : where(visible, scores, Number.NEGATIVE_INFINITY);
  const present = notEqual(seen, Number.NEGATIVE_INFINITY);
  return { centered: where(present, subtract(seen, stopGradient(max(seen, row))), -1), present };
}

/** The threshold of each row, from its scores in order. */
function sortedThreshold(scores: Tensor, of: SupportWeights): Tensor {
  const keys = scores.shape.at(-1) ?? 0;
  const { values: sorted } = topK(scores, keys);
  const ranks = cast(to(arange(keys + 1, { start: 1 }), scores.backend), scores.dtype);
  const upToHere = of.threshold(cumsum(sorted), cumsum(multiply(sorted, sorted)), ranks);
  return thresholdOf(sorted, greater(sorted, upToHere), of);
}

function thresholdOf(scores: Tensor, inside: Tensor, of: SupportWeights): Tensor {
  const kept = where(inside, scores, 0);
  return of.threshold(sum(kept, row), sum(multiply(kept, kept), row), sum(cast(inside, scores.dtype), row));
}
