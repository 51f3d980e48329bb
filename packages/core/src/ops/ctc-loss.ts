import { IndexError, ShapeError } from '../errors.ts';
import { tidy } from '../memory/scope.ts';
import { apply, asTensor, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { checkKind, checkOneOf, checkOptions } from '../options.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { cast } from './cast.ts';
import { type CtcRows, ctcLosses } from './ctc-paths.ts';
import { divide } from './divide.ts';
import { logSoftmax } from './log-softmax.ts';
import { mean } from './mean.ts';
import { notEqual } from './not-equal.ts';
import { sum } from './sum.ts';
import { tensor } from './tensor.ts';
import { to } from './to.ts';
import { where } from './where.ts';

/** Options of {@link ctcLoss}. */
export interface CtcLossOptions {
  /** Frames of each row that count; all by default. */
  readonly frames?: readonly number[];
  /** The class that stands for no label; 0 by default. */
  readonly blank?: number;
  /** `mean` divides each loss by its number of labels (at least 1) first, as PyTorch does; default. */
  readonly reduction?: 'mean' | 'sum' | 'none';
  /** Rows whose labels do not fit into their frames count 0; they are ∞ by default. */
  readonly zeroInfinity?: boolean;
}

const op = defineOp<CtcRows>({
  name: 'ctcLoss',
  infer: ([scores], { labels }) => [
    { shape: [labels.length], dtype: checkFloating('ctcLoss', ...(scores ? [scores] : [])) },
  ],
  // Without a `vjp`: gradients of any order go through the decomposition.
  decompose: ([scores], rows) => (scores === undefined ? [] : [ctcLosses(scores, rows)]),
});

/**
 * Connectionist temporal classification (Graves et al. 2006): −log of the probability that a row's frames spell its
 * labels, over all ways to stretch them, `−log Σ ∏ₜ p(πₜ)` for all paths π that give the labels once repetitions are
 * joined and blanks are dropped. Computed in log space.
 *
 * @param logits [batch, frames, classes]; the softmax over classes is taken here, and log-probabilities stay what they
 * are.
 * @param labels The classes that each row spells.
 * @returns a number, or [batch] for the reduction `none`; ∞, without a gradient, for labels that do not fit into their
 * frames.
 * @throws {ShapeError} for shapes and lengths that do not go together.
 * @throws {IndexError} for a label that is no class, or the blank.
 *
 * @example
 * ```ts
 * import { ctcLoss, tensor } from '@heed/core';
 * // Two frames, each of which says blank or 1 with the same probability: three of the four paths spell “1”.
 * const loss = ctcLoss(tensor([[[0, 0], [0, 0]]]), [[1]]);
 * console.log(loss.item()); // 0.2877, −log ¾
 * ```
 */
export function ctcLoss(
  logits: TensorLike,
  labels: readonly (readonly number[])[],
  options: CtcLossOptions = {},
): Tensor {
  checkOptions('ctcLoss', options, ['frames', 'blank', 'reduction', 'zeroInfinity']);
  const { blank = 0, reduction = 'mean', zeroInfinity = false } = options;
  checkOneOf('ctcLoss: reduction', reduction, ['mean', 'sum', 'none']);
  checkKind('ctcLoss: labels', labels, 'a list');
  const scores = asTensor(logits);
  const [batch = 0, length = 0, classes = 0] = scores.shape;
  if (scores.rank !== 3 || labels.length !== batch) {
    throw new ShapeError(
      'ctcLoss: needs logits [batch, frames, classes] and the labels of each row, ' +
        `got ${showShape(scores.shape)} and labels of ${labels.length} rows`,
    );
  }
  checkLabels(labels, blank, classes);
  const frames = checkFrames(options.frames, batch, length);
  return tidy(() => {
    const losses = apply(op, [logSoftmax(scores)], { labels, frames, blank });
    const kept = zeroInfinity ? where(notEqual(losses, Number.POSITIVE_INFINITY), losses, 0) : losses;
    if (reduction === 'none') return kept;
    if (reduction === 'sum') return sum(kept);
    const divisors = tensor(labels.map((row) => Math.max(row.length, 1)));
    return mean(divide(kept, to(cast(divisors, kept.dtype), kept.backend)));
  });
}

function checkLabels(labels: readonly (readonly number[])[], blank: number, classes: number): void {
  const isClass = (one: number): boolean => Number.isInteger(one) && one >= 0 && one < classes;
  if (!isClass(blank)) {
    throw new IndexError(`ctcLoss: blank must be a class, 0 to ${classes - 1}, got ${blank}`);
  }
  for (const [row, own] of labels.entries()) {
    checkKind(`ctcLoss: labels of row ${row}`, own, 'a list');
    const place = own.findIndex((label) => !isClass(label) || label === blank);
    if (place < 0) continue;
    throw new IndexError(
      `ctcLoss: label ${own[place]} at place ${place} of row ${row} must be a class, 0 to ${classes - 1}, and not ` +
        `the blank, ${blank}`,
    );
  }
}

function checkFrames(given: readonly number[] | undefined, batch: number, most: number): readonly number[] {
  if (given === undefined) return Array.from({ length: batch }, () => most);
  checkKind('ctcLoss: frames', given, 'a list');
  if (given.length !== batch || given.some((one) => !(Number.isInteger(one) && one >= 0 && one <= most))) {
    throw new ShapeError(
      `ctcLoss: frames must be ${batch} whole numbers from 0 to ${most}, got [${given.join(', ')}]`,
    );
  }
  return [...given];
}
