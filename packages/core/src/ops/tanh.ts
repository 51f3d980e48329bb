import { applyOne, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { defineUnary, noAttributes } from './elementwise.ts';
import { multiply } from './multiply.ts';
import { subtract } from './subtract.ts';

const op = defineUnary('tanh', Math.tanh, ([gradient], { outputs: [y] }) => [
  gradient && y && multiply(gradient, subtract(1, multiply(y, y))),
]);

/**
 * Hyperbolic tangent, element by element.
 *
 * @example
 * ```ts
 * import { tanh, tensor } from '@heed/core';
 * const y = tanh(tensor([0, 1])); // [0, 0.7616]
 * ```
 */
export function tanh(x: TensorLike): Tensor {
  return applyOne(op, x, noAttributes);
}
