import { checkInt32 } from '../check-int32.ts';
import { ShapeError } from '../errors.ts';
import { tidy } from '../memory/scope.ts';
import { apply, asTensor, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { checkOneOf, checkOptions, checkShare } from '../options.ts';
import { sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { add } from './add.ts';
import { cast } from './cast.ts';
import { classMask } from './class-mask.ts';
import { divide } from './divide.ts';
import { logSoftmax } from './log-softmax.ts';
import { maximum } from './maximum.ts';
import { mean } from './mean.ts';
import { multiply } from './multiply.ts';
import { notEqual } from './not-equal.ts';
import { reshape } from './reshape.ts';
import { slice } from './slice.ts';
import { softmax } from './softmax.ts';
import { subtract } from './subtract.ts';
import { sum } from './sum.ts';
import { where } from './where.ts';

/** Options of {@link crossEntropy}. */
export interface CrossEntropyOptions {
  /** Targets with this value count for nothing; −100 by default, as in PyTorch. */
  readonly ignoreIndex?: number;
  /** ε of label smoothing (Szegedy et al. 2016); 0 by default. */
  readonly labelSmoothing?: number;
  /** `mean` over the kept targets (default), `sum`, or `none`: one loss per target. */
  readonly reduction?: 'mean' | 'sum' | 'none';
}

/** Attributes of the cross-entropy kernel. */
export type CrossEntropyAttributes = { readonly ignoreIndex: number; readonly labelSmoothing: number };

const gradientOp = defineOp<CrossEntropyAttributes>({
  name: 'crossEntropyGradient',
  infer: ([logits]) => (logits ? [logits] : []),
  decompose: ([logits, targets, gradient], { ignoreIndex, labelSmoothing }) => {
    if (logits === undefined || targets === undefined || gradient === undefined) return [];
    const classes = logits.shape[1] ?? 1;
    const target = cast(classMask(targets, { classes, ignoreIndex }), logits.dtype);
    const smoothed = add(multiply(target, 1 - labelSmoothing), labelSmoothing / classes);
    const column = [targets.size, 1];
    const all = multiply(subtract(softmax(logits), smoothed), reshape(gradient, column));
    // where, not a product: an ignored row may hold NaN.
    return [where(reshape(notEqual(targets, ignoreIndex), column), all, 0)];
  },
});

const op = defineOp<CrossEntropyAttributes>({
  name: 'crossEntropy',
  infer: ([logits, targets]) => {
    const dtype = checkFloating('crossEntropy', ...(logits ? [logits] : []));
    checkInt32('crossEntropy: targets', targets);
    return [{ shape: targets.shape, dtype }];
  },
  vjp: ([gradient], { inputs: [logits, targets], attributes }) => [
    gradient && logits && targets && apply(gradientOp, [logits, targets, gradient], attributes),
  ],
  decompose: ([logits, targets], { ignoreIndex, labelSmoothing }) => {
    if (logits === undefined || targets === undefined) return [];
    const scores = logSoftmax(logits);
    const chosen = classMask(targets, { classes: logits.shape[1] ?? 1, ignoreIndex });
    // where, not a product, and parts of weight 0 left out: 0 · log 0 counts as 0.
    const likelihood = sum(where(chosen, scores, 0), { axis: 1 });
    const weighted = [
      ...(labelSmoothing < 1 ? [multiply(likelihood, labelSmoothing - 1)] : []),
      ...(labelSmoothing > 0 ? [multiply(mean(scores, { axis: 1 }), -labelSmoothing)] : []),
    ];
    const losses = weighted.reduce((a, b) => add(a, b));
    return [where(notEqual(targets, ignoreIndex), losses, 0)];
  },
});

/**
 * Cross-entropy of logits against class ids: `(1 − ε) · −log p[target] + ε · mean over classes of −log p`.
 * The mean is over the targets that are kept; when none is, the loss and its gradient are 0.
 *
 * @param logits […, classes]
 * @param targets int32 […]
 * @throws {IndexError} for a target that is neither a class nor `ignoreIndex`.
 * @throws {ShapeError} when the targets do not have the shape of the logits' leading axes.
 *
 * @example
 * ```ts
 * import { crossEntropy, tensor } from '@heed/core';
 * const loss = crossEntropy(tensor([[2, 0, -1]]), tensor([0], { dtype: 'int32' })); // 0.1698
 * ```
 */
export function crossEntropy(logits: TensorLike, targets: Tensor, options: CrossEntropyOptions = {}): Tensor {
  checkOptions('crossEntropy', options, ['ignoreIndex', 'labelSmoothing', 'reduction']);
  const { ignoreIndex = -100, labelSmoothing = 0, reduction = 'mean' } = options;
  checkShare('crossEntropy: labelSmoothing', labelSmoothing);
  checkOneOf('crossEntropy: reduction', reduction, ['mean', 'sum', 'none']);
  checkInt32('crossEntropy: targets', targets);
  const scores = asTensor(logits);
  const classes = scores.shape.at(-1) ?? 0;
  if (scores.rank < 1 || !sameShape(scores.shape.slice(0, -1), targets.shape)) {
    throw new ShapeError(
      `crossEntropy: logits ${showShape(scores.shape)} ([…, classes]) need targets ` +
        `${showShape(scores.shape.slice(0, -1))}, got ${showShape(targets.shape)}`,
    );
  }
  return tidy(() => {
    const rows = reshape(targets, [targets.size]);
    const losses = apply(op, [reshape(scores, [targets.size, classes]), rows], {
      ignoreIndex,
      labelSmoothing,
    });
    if (reduction === 'none') return reshape(losses, targets.shape);
    const total = sum(losses);
    if (reduction === 'sum') return total;
    return divide(total, maximum(sum(cast(notEqual(rows, ignoreIndex), losses.dtype)), 1));
  });
}

/**
 * Cross-entropy of a language model: position t predicts token t + 1. This function shifts; give it logits and
 * ids of the same length, unshifted. A single token has no target: the loss is 0.
 *
 * @param logits [batch, length, classes]
 * @param ids int32 [batch, length]
 * @throws {ShapeError} when the lengths differ: something has been shifted already.
 *
 * @example
 * ```ts
 * import { nextTokenCrossEntropy, tensor } from '@heed/core';
 * const ids = tensor([[0, 1]], { dtype: 'int32' });
 * const loss = nextTokenCrossEntropy(tensor([[[0, 10], [0, 0]]]), ids);
 * ```
 */
export function nextTokenCrossEntropy(
  logits: TensorLike,
  ids: Tensor,
  options: CrossEntropyOptions = {},
): Tensor {
  checkInt32('nextTokenCrossEntropy: ids', ids);
  const scores = asTensor(logits);
  if (scores.rank !== 3 || !sameShape(scores.shape.slice(0, 2), ids.shape)) {
    throw new ShapeError(
      `nextTokenCrossEntropy: shifts by itself and needs logits [batch, length, classes] and ids [batch, length], ` +
        `got ${showShape(scores.shape)} and ${showShape(ids.shape)}`,
    );
  }
  const length = ids.shape[1] ?? 0;
  const end = Math.max(length - 1, 0);
  return tidy(() => {
    const targets = slice(ids, { axis: 1, start: Math.min(1, length) });
    return crossEntropy(slice(scores, { axis: 1, start: 0, end }), targets, options);
  });
}
