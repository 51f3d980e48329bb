import { add, concat, divide, maximum, minimum, multiply, slice, subtract, type Tensor } from '@heed/core';

/** Columns `start` to `start + 1` of the last axis, 4 long. */
function half(boxes: Tensor, start: 0 | 2): Tensor {
  return slice(boxes, { axis: -1, start, end: start + 2 });
}

/**
 * Boxes by their corners: […, middle x, middle y, width, height] → […, left, top, right, bottom].
 *
 * @example
 * ```ts
 * import { tensor } from '@heed/core';
 * import { boxCorners } from '@heed/vision';
 * console.log(boxCorners(tensor([[0.5, 0.5, 0.25, 1]])).toString()); // [[0.375, 0, 0.625, 1]]
 * ```
 */
export function boxCorners(boxes: Tensor): Tensor {
  const [middle, reach] = [half(boxes, 0), multiply(half(boxes, 2), 0.5)];
  return concat([subtract(middle, reach), add(middle, reach)], { axis: -1 });
}

/** Product of the two numbers of the last axis: […, 2] → […, 1]. */
function area(sides: Tensor): Tensor {
  return multiply(slice(sides, { axis: -1, end: 1 }), slice(sides, { axis: -1, start: 1 }));
}

/**
 * How well boxes fit, from −1 for boxes far apart to 1 for equal ones: generalised intersection over union (Rezatofighi
 * et al. 2019), `|A ∩ B| / |A ∪ B| − (|C| − |A ∪ B|) / |C|` with C the smallest box around both. Unlike the plain share,
 * its gradient draws together boxes that do not touch.
 *
 * @param boxes By their corners, […, 4]; both broadcast: [queries, 1, 4] and [things, 4] give every pair.
 * @returns […, 1]
 *
 * @example
 * ```ts
 * import { tensor } from '@heed/core';
 * import { generalizedOverlap } from '@heed/vision';
 * const overlap = generalizedOverlap(tensor([0, 0, 2, 2]), tensor([[0, 0, 2, 2], [1, 0, 3, 2], [3, 0, 4, 2]]));
 * console.log(overlap.toString()); // [[1], [0.3333], [-0.25]]
 * ```
 */
export function generalizedOverlap(boxes: Tensor, others: Tensor): Tensor {
  const [start, end] = [half(boxes, 0), half(boxes, 2)];
  const [otherStart, otherEnd] = [half(others, 0), half(others, 2)];
  const shared = subtract(minimum(end, otherEnd), maximum(start, otherStart));
  const intersection = area(maximum(shared, 0));
  const areas = add(area(subtract(end, start)), area(subtract(otherEnd, otherStart)));
  const union = subtract(areas, intersection);
  const around = area(subtract(maximum(end, otherEnd), minimum(start, otherStart)));
  return subtract(divide(intersection, union), divide(subtract(around, union), around));
}
