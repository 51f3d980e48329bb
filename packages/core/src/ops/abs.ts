import { applyOne, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { defineUnary, noAttributes } from './elementwise.ts';
import { fullLike } from './full.ts';
import { greater } from './greater.ts';
import { less } from './less.ts';
import { negate } from './negate.ts';
import { where } from './where.ts';

const op = defineUnary('abs', Math.abs, ([gradient], { inputs: [x] }) => {
  if (gradient === undefined || x === undefined) return [];
  const zero = fullLike(gradient, 0);
  return [where(greater(x, 0), gradient, where(less(x, 0), negate(gradient), zero))];
});

/**
 * Absolute value, element by element; its gradient at 0 is 0.
 *
 * @example
 * ```ts
 * import { abs, tensor } from '@heed/core';
 * const y = abs(tensor([-1, 2])); // [1, 2]
 * ```
 */
export function abs(x: TensorLike): Tensor {
  return applyOne(op, x, noAttributes);
}
