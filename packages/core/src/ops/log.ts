import { applyOne, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { divide } from './divide.ts';
import { defineUnary, noAttributes } from './elementwise.ts';

const op = defineUnary('log', Math.log, ([gradient], { inputs: [x] }) => [
  gradient && x && divide(gradient, x),
]);

/**
 * Natural logarithm, element by element; −∞ at 0 and NaN below.
 *
 * @example
 * ```ts
 * import { log, tensor } from '@heed/core';
 * const y = log(tensor([1, 2])); // [0, 0.6931]
 * ```
 */
export function log(x: TensorLike): Tensor {
  return applyOne(op, x, noAttributes);
}
