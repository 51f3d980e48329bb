import {
  abs,
  add,
  checkKind,
  expandDims,
  IndexError,
  multiply,
  reshape,
  ShapeError,
  softmax,
  subtract,
  sum,
  type Tensor,
  tensor,
  tidy,
  to,
  ValueError,
} from '@heed/core';
import { munkres } from 'munkres';
import { boxCorners, generalizedOverlap } from './box-overlap.ts';
import type { DetectionOutput } from './detection-output.ts';

/** The things that are in a picture, to train a detector with. */
export interface LabelledObjects {
  /** The class of each thing. */
  readonly labels: readonly number[];
  /** Where it is: middle (x, y), width and height, as shares of the picture. */
  readonly boxes: readonly (readonly [x: number, y: number, width: number, height: number])[];
  /** Which pixels belong to it, for detectors with masks: boolean [things, height, width], one size in a batch. */
  readonly masks?: Tensor;
}

/** What it costs to say that a query found a thing. */
export interface MatchingCosts {
  /** Factor of the class's probability. */
  readonly classCost: number;
  /** Factor of the distance between the boxes. */
  readonly boxCost: number;
  /** Factor of their overlap. */
  readonly overlapCost: number;
}

/** The pair of a query and a thing of one picture. */
export interface Match {
  readonly query: number;
  readonly object: number;
}

/** Boxes that are cut at an edge may miss it by rounding. */
const slack = 1e-3;

/**
 * Refuses things that are none.
 *
 * @throws {ShapeError} for another number of pictures, or of boxes than labels.
 * @throws {IndexError} for a class that the model does not have.
 * @throws {ValueError} for a box that does not lie in the picture.
 */
export function checkObjects(
  name: string,
  output: DetectionOutput,
  targets: readonly LabelledObjects[],
): void {
  checkKind(`${name}: output`, output, 'an object');
  const { logits } = output;
  checkKind(`${name}: logits`, logits, 'a tensor');
  checkKind(`${name}: targets`, targets, 'a list');
  const [batch = 0, , classes = 0] = logits.shape;
  if (targets.length !== batch) {
    throw new ShapeError(`${name}: things of ${targets.length} pictures, and a batch of ${batch}`);
  }
  for (const [picture, { labels, boxes }] of targets.entries()) {
    checkKind(`${name}: labels of picture ${picture}`, labels, 'a list');
    checkKind(`${name}: boxes of picture ${picture}`, boxes, 'a list');
    if (labels.length !== boxes.length) {
      throw new ShapeError(
        `${name}: picture ${picture} has ${labels.length} labels and ${boxes.length} boxes`,
      );
    }
    for (const label of labels) {
      if (Number.isInteger(label) && label >= 0 && label < classes - 1) continue;
      throw new IndexError(`${name}: picture ${picture} has label ${label}, classes are 0 to ${classes - 2}`);
    }
    for (const box of boxes) {
      checkKind(`${name}: a box of picture ${picture}`, box, 'a list');
      const lies = box.length === 4 && box.every((value) => value >= 0 && value <= 1 + slack);
      if (lies) continue;
      throw new ValueError(
        `${name}: picture ${picture} has a box ${box.join(', ')}: middle, width and height must be shares of the ` +
          'picture, from 0 to 1',
      );
    }
  }
}

/** Boxes as a tensor [things, 4] beside another. */
export function boxTensor(boxes: LabelledObjects['boxes'], like: Tensor): Tensor {
  return to(tensor(boxes.flat(), { shape: [boxes.length, 4], dtype: like.dtype }), like.backend);
}

/** Costs of each query for each thing of all pictures, row by row: [batch · queries, things]. */
function costsOf(
  { logits, boxes }: DetectionOutput,
  targets: readonly LabelledObjects[],
  costs: MatchingCosts,
) {
  const labels = targets.flatMap((target) => target.labels);
  const classes = logits.shape[2] ?? 0;
  const rows = (logits.shape[0] ?? 0) * (logits.shape[1] ?? 0);
  return tidy(() => {
    const probabilities = softmax(logits).dataSync();
    const found = reshape(boxes, [rows, 1, 4]);
    const things = boxTensor(
      targets.flatMap((target) => target.boxes),
      boxes,
    );
    const distance = sum(abs(subtract(found, expandDims(things, { axis: 0 }))), { axis: 2, keepAxes: true });
    const overlap = generalizedOverlap(boxCorners(found), boxCorners(things));
    const places = add(multiply(distance, costs.boxCost), multiply(overlap, -costs.overlapCost)).dataSync();
    return Array.from({ length: rows }, (_, row) =>
      labels.map((label, thing) => {
        const probability = probabilities[row * classes + label] ?? 0;
        const cost = (places[row * labels.length + thing] ?? 0) - costs.classCost * probability;
        // A broken prediction is matched only where there is no other.
        return Number.isFinite(cost) ? cost : Number.POSITIVE_INFINITY;
      }),
    );
  });
}

/**
 * Which query stands for which thing of a picture: the pairs that cost least together, each query and each thing in one
 * pair at most (Carion et al. 2020, §3.1, by the Hungarian algorithm). Queries without a thing are to find nothing.
 *
 * @param targets The things of each picture.
 * @returns The pairs of each picture, by query.
 * @throws {ShapeError}, {IndexError} or {ValueError} for things that are none.
 *
 * @example
 * ```ts
 * import { tensor } from '@heed/core';
 * import { matchObjects } from '@heed/vision';
 * const output = {
 *   logits: tensor([[[0, 3, 0], [3, 0, 0]]]),
 *   boxes: tensor([[[0.2, 0.2, 0.1, 0.1], [0.7, 0.7, 0.2, 0.2]]]),
 * };
 * const dogAndCat = { labels: [0, 1], boxes: [[0.7, 0.7, 0.2, 0.3], [0.2, 0.3, 0.1, 0.1]] } as const;
 * const costs = { classCost: 1, boxCost: 5, overlapCost: 2 };
 * console.log(matchObjects(output, [dogAndCat], costs)); // query 0 for thing 1, query 1 for thing 0
 * ```
 */
export function matchObjects(
  output: DetectionOutput,
  targets: readonly LabelledObjects[],
  costs: MatchingCosts,
): readonly (readonly Match[])[] {
  checkObjects('matchObjects', output, targets);
  const queries = output.logits.shape[1] ?? 0;
  const all = targets.some(({ labels }) => labels.length > 0) ? costsOf(output, targets, costs) : [];
  let first = 0;
  return targets.map(({ labels }, picture) => {
    const start = first;
    first += labels.length;
    if (labels.length === 0) return [];
    const rows = all.slice(picture * queries, (picture + 1) * queries);
    return munkres(rows.map((row) => row.slice(start, start + labels.length)))
      .map(([query, object]): Match => ({ query, object }))
      .sort((one, other) => one.query - other.query);
  });
}
