import { applyOne, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { divide } from './divide.ts';
import { defineUnary, noAttributes } from './elementwise.ts';
import { multiply } from './multiply.ts';

const op = defineUnary(
  'rsqrt',
  (x) => 1 / Math.sqrt(x),
  ([gradient], { inputs: [x], outputs: [y] }) => [
    gradient && x && y && divide(multiply(multiply(gradient, y), -0.5), x),
  ],
);

/**
 * Reciprocal square root, element by element: `1 / √x`.
 *
 * @example
 * ```ts
 * import { rsqrt, tensor } from '@heed/core';
 * const y = rsqrt(tensor([4, 16])); // [0.5, 0.25]
 * ```
 */
export function rsqrt(x: TensorLike): Tensor {
  return applyOne(op, x, noAttributes);
}
