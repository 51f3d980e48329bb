import { applyOne, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { defineUnary, noAttributes } from './elementwise.ts';
import { multiply } from './multiply.ts';
import { sigmoid } from './sigmoid.ts';

/** `log(1 + eˣ)` without overflow: `max(x, 0) + log(1 + e^−|x|)`. */
function evaluate(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

const op = defineUnary('softplus', evaluate, ([gradient], { inputs: [x] }) => [
  gradient && x && multiply(gradient, sigmoid(x)),
]);

/**
 * Softplus, element by element: `log(1 + eˣ)`, a smooth `max(0, x)` (Dugas et al. 2001).
 *
 * @example
 * ```ts
 * import { softplus, tensor } from '@heed/core';
 * const y = softplus(tensor([0, 100])); // [0.6931, 100]
 * ```
 */
export function softplus(x: TensorLike): Tensor {
  return applyOne(op, x, noAttributes);
}
