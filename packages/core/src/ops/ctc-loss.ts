import { GradientError, IndexError, OptionError, ShapeError } from '../errors.ts';
import { apply, asTensor, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { checkOptions } from '../options.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { cast } from './cast.ts';
import { backwardScores, CtcPaths, forwardScores } from './ctc-paths.ts';
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
  /** Labels of each row that count; all by default. */
  readonly lengths?: readonly number[];
  /** The class that stands for no label; 0 by default. */
  readonly blank?: number;
  /** `mean` divides each loss by its number of labels (at least 1) first, as PyTorch does; default. */
  readonly reduction?: 'mean' | 'sum' | 'none';
  /** Rows whose labels do not fit into their frames count 0 and have no gradient; they are ∞ by default. */
  readonly zeroInfinity?: boolean;
}

type CtcLossAttributes = {
  readonly frames: readonly number[];
  readonly lengths: readonly number[];
  readonly blank: number;
};

const gradientOp = defineOp<CtcLossAttributes>({
  name: 'ctcLossGradient',
  infer: ([scores]) => (scores ? [scores] : []),
  vjp: () => {
    throw new GradientError(
      'ctcLoss: its gradient has no gradient; second derivatives are not there, as in PyTorch',
    );
  },
  reference: ([scores, targets, gradient], [y], { frames, lengths, blank }) => {
    if (scores === undefined || targets === undefined || gradient === undefined || y === undefined) return;
    for (const [row, count] of frames.entries()) {
      const paths = new CtcPaths(scores, targets, { row, frames: count, length: lengths[row] ?? 0, blank });
      const [before, behind] = [forwardScores(paths), backwardScores(paths)];
      const total = paths.total(before);
      const upstream = gradient.data[row] ?? 0;
      // A row that counts for nothing may be impossible, and its gradient not a number.
      if (upstream === 0) continue;
      for (let frame = 0; frame < count; frame++) {
        for (let state = 0; state < paths.states; state++) {
          const at = frame * paths.states + state;
          // Both hold the frame's own score: one of the two counts.
          const through = (before[at] ?? 0) + (behind[at] ?? 0) - paths.score(frame, state) - total;
          const place = paths.placeOf(frame, state);
          y.data[place] = (y.data[place] ?? 0) - upstream * Math.exp(through);
        }
      }
    }
  },
});

const op = defineOp<CtcLossAttributes>({
  name: 'ctcLoss',
  infer: ([scores, targets], { frames }) => {
    const dtype = checkFloating('ctcLoss', ...(scores ? [scores] : []));
    return targets === undefined ? [] : [{ shape: [frames.length], dtype }];
  },
  vjp: ([gradient], { inputs: [scores, targets], attributes }) => [
    gradient && scores && targets && apply(gradientOp, [scores, targets, gradient], attributes),
  ],
  reference: ([scores, targets], [y], { frames, lengths, blank }) => {
    if (scores === undefined || targets === undefined || y === undefined) return;
    for (const [row, count] of frames.entries()) {
      const paths = new CtcPaths(scores, targets, { row, frames: count, length: lengths[row] ?? 0, blank });
      y.data[row] = -paths.total(forwardScores(paths));
    }
  },
});

/**
 * Connectionist temporal classification (Graves et al. 2006): −log of the probability that a row's frames spell its
 * labels, over all ways to stretch them, `−log Σ ∏ₜ p(πₜ)` for all paths π that give the labels once repetitions are
 * joined and blanks are dropped. Computed in log space and float64, whatever the type of the scores.
 *
 * The gradient can be taken once, as in PyTorch: it has no gradient of its own.
 *
 * @param logits [batch, frames, classes]; the softmax over classes is taken here, and log-probabilities stay what they
 * are.
 * @param targets Labels of each row, padded with anything: [batch, longest] as an int32 tensor.
 * @returns a number, or [batch] for the reduction `none`; ∞ for labels that do not fit into their frames.
 * @throws {ShapeError} for shapes and lengths that do not go together.
 * @throws {IndexError} for a label that is no class, or the blank.
 *
 * @example
 * ```ts
 * import { ctcLoss, tensor } from '@heed/core';
 * // Two frames, each of which says blank or 1 with the same probability: three of the four paths spell “1”.
 * const loss = ctcLoss(tensor([[[0, 0], [0, 0]]]), tensor([[1]], { dtype: 'int32' }));
 * console.log(loss.item()); // 0.2877, −log ¾
 * ```
 */
export function ctcLoss(logits: TensorLike, targets: Tensor, options: CtcLossOptions = {}): Tensor {
  checkOptions('ctcLoss', options, ['frames', 'lengths', 'blank', 'reduction', 'zeroInfinity']);
  const { blank = 0, reduction = 'mean', zeroInfinity = false } = options;
  if (!['mean', 'sum', 'none'].includes(reduction)) {
    throw new OptionError(`ctcLoss: reduction must be mean, sum or none, got ${reduction}`);
  }
  const scores = asTensor(logits);
  const [batch = 0, length = 0, classes = 0] = scores.shape;
  const [rows = 0, longest = 0] = targets.shape;
  if (scores.rank !== 3 || targets.rank !== 2 || rows !== batch || targets.dtype !== 'int32') {
    throw new ShapeError(
      'ctcLoss: needs logits [batch, frames, classes] and int32 targets [batch, longest], ' +
        `got ${showShape(scores.shape)} and ${targets.dtype} ${showShape(targets.shape)}`,
    );
  }
  if (!(Number.isInteger(blank) && blank >= 0 && blank < classes)) {
    throw new IndexError(`ctcLoss: blank must be a class, 0 to ${classes - 1}, got ${blank}`);
  }
  const frames = checkLengths('frames', options.frames, batch, length);
  const lengths = checkLengths('lengths', options.lengths, batch, longest);
  const losses = apply(op, [logSoftmax(scores), targets], { frames, lengths, blank });
  const kept = zeroInfinity ? where(notEqual(losses, Number.POSITIVE_INFINITY), losses, 0) : losses;
  if (reduction === 'none') return kept;
  if (reduction === 'sum') return sum(kept);
  const divisors = tensor(lengths.map((count) => Math.max(count, 1)));
  return mean(divide(kept, to(cast(divisors, kept.dtype), kept.backend)));
}

function checkLengths(
  name: string,
  given: readonly number[] | undefined,
  batch: number,
  most: number,
): readonly number[] {
  if (given === undefined) return Array.from({ length: batch }, () => most);
  if (given.length !== batch || given.some((one) => !(Number.isInteger(one) && one >= 0 && one <= most))) {
    throw new ShapeError(
      `ctcLoss: ${name} must be ${batch} whole numbers from 0 to ${most}, got [${given.join(', ')}]`,
    );
  }
  return [...given];
}
