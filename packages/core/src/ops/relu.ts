import { apply, applyOne, checkFloating, defineOp, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { defineUnary, type NoAttributes, noAttributes } from './elementwise.ts';
import { fullLike } from './full.ts';
import { lessEqual } from './less-equal.ts';
import { where } from './where.ts';

const gradientOp = defineOp<NoAttributes>({
  name: 'reluGradient',
  infer: ([y]) => (y ? [{ shape: y.shape, dtype: checkFloating('reluGradient', y) }] : []),
  decompose: ([y, gradient]) =>
    y && gradient ? [where(lessEqual(y, 0), fullLike(gradient, 0), gradient)] : [],
});

const op = defineUnary(
  'relu',
  (x) => (x > 0 || Number.isNaN(x) ? x : 0),
  ([gradient], { outputs: [y] }) => [gradient && y && apply(gradientOp, [y, gradient], noAttributes)],
);

/**
 * Rectified linear unit, element by element: `max(0, x)`; its gradient at 0 is 0, at NaN 1.
 *
 * @example
 * ```ts
 * import { relu, tensor } from '@heed/core';
 * const y = relu(tensor([-1, 2])); // [0, 2]
 * ```
 */
export function relu(x: TensorLike): Tensor {
  return applyOne(op, x, noAttributes);
}
