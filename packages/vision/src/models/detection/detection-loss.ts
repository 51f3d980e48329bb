import {
  abs,
  add,
  argmax,
  crossEntropy,
  gather,
  multiply,
  reshape,
  subtract,
  sum,
  type Tensor,
  tensor,
  tidy,
  to,
} from '@heed/core';
import { checkHfConfig, type HfConfig } from '@heed/transformer';
import { boxCorners, generalizedOverlap } from './box-overlap.ts';
import type { DetectionOutput } from './detection-output.ts';
import { type MaskTerms, maskLosses } from './mask-loss.ts';
import {
  boxTensor,
  checkObjects,
  type LabelledObjects,
  type Match,
  type MatchingCosts,
  matchObjects,
} from './match-objects.ts';

/** How a detector's errors are weighed. */
export interface DetectionLossConfig extends MatchingCosts {
  /** Factor of the distance between a box and the thing's. */
  readonly boxWeight: number;
  /** Factor of what their overlap lacks. */
  readonly overlapWeight: number;
  /** Weight of queries that are to find nothing, of which there are many; the others have 1. */
  readonly nothingWeight: number;
  /** Factor of the focal loss of masks, where there are any. */
  readonly maskWeight: number;
  /** Factor of what the masks' overlap lacks. */
  readonly diceWeight: number;
}

/** The parts of the loss of one output, scalars. */
export interface DetectionTerms extends Partial<MaskTerms> {
  /** Weighted cross-entropy of the classes. */
  readonly classes: Tensor;
  /** Distance of the coordinates, for each thing. */
  readonly boxes: Tensor;
  /** `1 −` {@link generalizedOverlap}, for each thing. */
  readonly overlap: Tensor;
  /** By how many the number of things found is wrong in a picture; to look at, without gradient. */
  readonly countError: number;
}

/** What {@link detectionLoss} gives. */
export interface DetectionLoss {
  /** What is trained: the weighted sum of all terms. */
  readonly total: Tensor;
  /** Of the output itself, then of its auxiliary ones. */
  readonly terms: readonly DetectionTerms[];
}

/** The weights of published DETRs. */
export const detrLossConfig: DetectionLossConfig = {
  classCost: 1,
  boxCost: 5,
  overlapCost: 2,
  boxWeight: 5,
  overlapWeight: 2,
  nothingWeight: 0.1,
  maskWeight: 1,
  diceWeight: 1,
};

/**
 * Reads the weights of the loss from a published config of DETR or YOLOS.
 *
 * @throws {FormatError} for a field that is not a number.
 */
export function readDetectionLossConfig(hf: HfConfig): DetectionLossConfig {
  checkHfConfig('readDetectionLossConfig', hf);
  return {
    classCost: hf.number('class_cost', detrLossConfig.classCost),
    boxCost: hf.number('bbox_cost', detrLossConfig.boxCost),
    overlapCost: hf.number('giou_cost', detrLossConfig.overlapCost),
    boxWeight: hf.number('bbox_loss_coefficient', detrLossConfig.boxWeight),
    overlapWeight: hf.number('giou_loss_coefficient', detrLossConfig.overlapWeight),
    nothingWeight: hf.number('eos_coefficient', detrLossConfig.nothingWeight),
    maskWeight: hf.number('mask_loss_coefficient', detrLossConfig.maskWeight),
    diceWeight: hf.number('dice_loss_coefficient', detrLossConfig.diceWeight),
  };
}

/**
 * The loss that DETR and YOLOS are trained with (Carion et al. 2020, §3.1): queries are matched with the things that are
 * there ({@link matchObjects}), and each is to name its thing, or nothing, and to box it:
 * `classes + boxWeight · boxes + overlapWeight · overlap`, the same as in transformers. Auxiliary outputs, which earlier
 * layers give, are matched and counted in the same way. Masks, where the output has them, are compared with those of the things:
 * `+ maskWeight · maskFocal + diceWeight · maskDice`.
 *
 * @param targets The things of each picture.
 * @throws {ShapeError} for another number of pictures than the batch has, or of boxes than labels.
 * @throws {IndexError} for a class that the model does not have.
 * @throws {ValueError} for a box that does not lie in the picture.
 *
 * @example
 * ```ts
 * import { tensor } from '@heed/core';
 * import { detectionLoss } from '@heed/vision';
 * const output = {
 *   logits: tensor([[[0, 3, 0], [0, 0, 3]]]),
 *   boxes: tensor([[[0.2, 0.2, 0.1, 0.1], [0.7, 0.7, 0.2, 0.2]]]),
 * };
 * const dog = { labels: [1], boxes: [[0.2, 0.2, 0.1, 0.2]] } as const;
 * const { total, terms } = detectionLoss(output, [dog]);
 * console.log(total.item(), terms[0]?.countError); // 1.595, 0
 * ```
 */
export function detectionLoss(
  output: DetectionOutput & { readonly auxiliary?: readonly DetectionOutput[]; readonly masks?: Tensor },
  targets: readonly LabelledObjects[],
  config: DetectionLossConfig = detrLossConfig,
): DetectionLoss {
  checkObjects('detectionLoss', output, targets);
  return tidy(() => {
    const terms = [output, ...(output.auxiliary ?? [])].map((one) => termsOf(one, targets, config));
    const totals = terms.map(({ classes, boxes, overlap, maskFocal, maskDice }) => {
      const parts = [
        classes,
        multiply(boxes, config.boxWeight),
        multiply(overlap, config.overlapWeight),
        ...(maskFocal === undefined ? [] : [multiply(maskFocal, config.maskWeight)]),
        ...(maskDice === undefined ? [] : [multiply(maskDice, config.diceWeight)]),
      ];
      return parts.reduce((one, other) => add(one, other));
    });
    return { total: totals.reduce((one, other) => add(one, other)), terms };
  });
}

function termsOf(
  output: DetectionOutput & { readonly masks?: Tensor },
  targets: readonly LabelledObjects[],
  config: DetectionLossConfig,
): DetectionTerms {
  const matches = matchObjects(output, targets, config);
  const things = Math.max(
    1,
    targets.reduce((count, { labels }) => count + labels.length, 0),
  );
  return {
    classes: classLoss(output.logits, targets, matches, config.nothingWeight),
    ...boxLosses(output.boxes, targets, matches, things),
    ...(output.masks && maskLosses(output.masks, targets, matches, things)),
    countError: countError(output.logits, targets),
  };
}

/** `Σ w · −log p / Σ w` over all queries. */
function classLoss(
  logits: Tensor,
  targets: readonly LabelledObjects[],
  matches: readonly (readonly Match[])[],
  nothingWeight: number,
): Tensor {
  const [batch = 0, queries = 0, classes = 0] = logits.shape;
  const expected = new Int32Array(batch * queries).fill(classes - 1);
  const weights = new Array<number>(batch * queries).fill(nothingWeight);
  for (const [picture, pairs] of matches.entries()) {
    for (const { query, object } of pairs) {
      expected[picture * queries + query] = targets[picture]?.labels[object] ?? 0;
      weights[picture * queries + query] = 1;
    }
  }
  const shape = [batch, queries];
  const losses = crossEntropy(logits, to(tensor(expected, { shape }), logits.backend), { reduction: 'none' });
  const whole = weights.reduce((total, weight) => total + weight, 0);
  const shares = weights.map((weight) => weight / whole);
  return sum(multiply(losses, to(tensor(shares, { shape, dtype: logits.dtype }), logits.backend)));
}

/** Distance and overlap of matched boxes, summed, for each thing of the batch. */
function boxLosses(
  boxes: Tensor,
  targets: readonly LabelledObjects[],
  matches: readonly (readonly Match[])[],
  things: number,
): Pick<DetectionTerms, 'boxes' | 'overlap'> {
  const [batch = 0, queries = 0] = boxes.shape;
  const pairs = matches.flatMap((found, picture) => found.map((match) => ({ ...match, picture })));
  const rows = Int32Array.from(pairs, ({ picture, query }) => picture * queries + query);
  const found = gather(reshape(boxes, [batch * queries, 4]), to(tensor(rows), boxes.backend), { axis: 0 });
  const wanted = boxTensor(
    pairs.flatMap(({ picture, object }) => targets[picture]?.boxes.slice(object, object + 1) ?? []),
    boxes,
  );
  const lack = subtract(1, generalizedOverlap(boxCorners(found), boxCorners(wanted)));
  return {
    boxes: multiply(sum(abs(subtract(found, wanted))), 1 / things),
    overlap: multiply(sum(lack), 1 / things),
  };
}

function countError(logits: Tensor, targets: readonly LabelledObjects[]): number {
  const [batch = 0, queries = 0, classes = 0] = logits.shape;
  const best = tidy(() => argmax(logits).dataSync());
  const errors = targets.map(({ labels }, picture) => {
    const found = best
      .slice(picture * queries, (picture + 1) * queries)
      .filter((label) => label < classes - 1);
    return Math.abs(found.length - labels.length);
  });
  return errors.reduce((total, error) => total + error, 0) / Math.max(batch, 1);
}
