import { applyOne, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { defineUnary, noAttributes } from './elementwise.ts';
import { multiply } from './multiply.ts';

const op = defineUnary('exp', Math.exp, ([gradient], { outputs: [y] }) => [
  gradient && y && multiply(gradient, y),
]);

/**
 * Exponential, element by element: `eˣ`.
 *
 * @example
 * ```ts
 * import { exp, tensor } from '@heed/core';
 * const y = exp(tensor([0, 1])); // [1, 2.7183]
 * ```
 */
export function exp(x: TensorLike): Tensor {
  return applyOne(op, x, noAttributes);
}
