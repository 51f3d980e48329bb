import { applyOne, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { divide } from './divide.ts';
import { defineUnary, noAttributes } from './elementwise.ts';
import { multiply } from './multiply.ts';

const op = defineUnary('sqrt', Math.sqrt, ([gradient], { outputs: [y] }) => [
  gradient && y && divide(multiply(gradient, 0.5), y),
]);

/**
 * Square root, element by element; NaN below 0.
 *
 * @example
 * ```ts
 * import { sqrt, tensor } from '@heed/core';
 * const y = sqrt(tensor([4, 9])); // [2, 3]
 * ```
 */
export function sqrt(x: TensorLike): Tensor {
  return applyOne(op, x, noAttributes);
}
