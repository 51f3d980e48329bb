import { apply, applyOne, checkFloating, defineOp, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { add } from './add.ts';
import { type NoAttributes, noAttributes } from './elementwise.ts';
import { multiply } from './multiply.ts';
import { sigmoid } from './sigmoid.ts';
import { subtract } from './subtract.ts';

const gradientOp = defineOp<NoAttributes>({
  name: 'siluGradient',
  infer: ([x]) => (x ? [x] : []),
  decompose: ([x, gradient]) => {
    if (x === undefined || gradient === undefined) return [];
    const s = sigmoid(x);
    return [multiply(gradient, multiply(s, add(multiply(x, subtract(1, s)), 1)))];
  },
});

const op = defineOp<NoAttributes>({
  name: 'silu',
  infer: ([x]) => (x ? [{ shape: x.shape, dtype: checkFloating('silu', x) }] : []),
  vjp: ([gradient], { inputs: [x] }) => [gradient && x && apply(gradientOp, [x, gradient], noAttributes)],
  decompose: ([x]) => (x ? [multiply(x, sigmoid(x))] : []),
});

/**
 * Sigmoid linear unit (Elfwing et al. 2017), also called swish: `x · sigmoid(x)`.
 *
 * @example
 * ```ts
 * import { silu, tensor } from '@heed/core';
 * const y = silu(tensor([0, 1])); // [0, 0.7311]
 * ```
 */
export function silu(x: TensorLike): Tensor {
  return applyOne(op, x, noAttributes);
}
