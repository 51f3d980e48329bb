import { checkKind, checkShare, ShapeError } from '@heed/core';

/** A box by its corners. */
export type CornerBox = readonly [left: number, top: number, right: number, bottom: number];

/**
 * Non-maximum suppression: of boxes that mean the same thing the best stays. From the best score down, a box is left out where
 * it overlaps one that stays by more than the threshold, intersection over union, as torchvision's `nms` has it.
 *
 * @param threshold From 0 to 1.
 * @returns Places of the boxes that stay, the best first; the earlier of two with the same score.
 * @throws {ShapeError} for another number of scores than of boxes.
 * @throws {OptionError} for a threshold outside 0 … 1.
 *
 * @example
 * ```ts
 * import { suppressOverlaps } from '@heed/vision';
 * const boxes = [[0, 0, 10, 10], [1, 0, 10, 10], [20, 0, 30, 10]] as const;
 * console.log(suppressOverlaps(boxes, [0.7, 0.9, 0.8], 0.5)); // [1, 2]
 * ```
 */
export function suppressOverlaps(
  boxes: readonly CornerBox[],
  scores: readonly number[],
  threshold: number,
): number[] {
  checkKind('suppressOverlaps: boxes', boxes, 'a list');
  checkKind('suppressOverlaps: scores', scores, 'a list');
  for (const box of boxes) checkKind('suppressOverlaps: a box', box, 'a list');
  if (scores.length !== boxes.length) {
    throw new ShapeError(`suppressOverlaps: ${boxes.length} boxes, and ${scores.length} scores`);
  }
  checkShare('suppressOverlaps: threshold', threshold);
  const best = Array.from(boxes, (box, at) => ({ box, at, score: scores[at] ?? 0 }));
  best.sort((one, other) => other.score - one.score);
  const kept: typeof best = [];
  for (const candidate of best) {
    if (!kept.some(({ box }) => overlap(box, candidate.box) > threshold)) kept.push(candidate);
  }
  return kept.map(({ at }) => at);
}

/** Intersection over union, NaN for two boxes without an area. */
function overlap(one: CornerBox, other: CornerBox): number {
  const across = Math.max(0, Math.min(one[2], other[2]) - Math.max(one[0], other[0]));
  const down = Math.max(0, Math.min(one[3], other[3]) - Math.max(one[1], other[1]));
  const shared = across * down;
  return Math.fround(shared / (areaOf(one) + areaOf(other) - shared));
}

function areaOf([left, top, right, bottom]: CornerBox): number {
  return (right - left) * (bottom - top);
}
