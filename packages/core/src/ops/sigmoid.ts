import { applyOne, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { defineUnary, noAttributes } from './elementwise.ts';
import { multiply } from './multiply.ts';
import { subtract } from './subtract.ts';

const op = defineUnary(
  'sigmoid',
  (x) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x))),
  ([gradient], { outputs: [y] }) => [gradient && y && multiply(gradient, multiply(y, subtract(1, y)))],
);

/**
 * Logistic function, element by element: `1 / (1 + e⁻ˣ)`.
 *
 * @example
 * ```ts
 * import { sigmoid, tensor } from '@heed/core';
 * const y = sigmoid(tensor([0, 2])); // [0.5, 0.8808]
 * ```
 */
export function sigmoid(x: TensorLike): Tensor {
  return applyOne(op, x, noAttributes);
}
