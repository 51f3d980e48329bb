import { applyOne, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { defineUnary, noAttributes } from './elementwise.ts';

const op = defineUnary(
  'negate',
  (x) => -x,
  ([gradient]) => [gradient && negate(gradient)],
);

/**
 * Negation, element by element: `−x`.
 *
 * @example
 * ```ts
 * import { negate, tensor } from '@heed/core';
 * const y = negate(tensor([1, -2])); // [-1, 2]
 * ```
 */
export function negate(x: TensorLike): Tensor {
  return applyOne(op, x, noAttributes);
}
