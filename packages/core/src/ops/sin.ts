import { applyOne, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { cos } from './cos.ts';
import { defineUnary, noAttributes } from './elementwise.ts';
import { multiply } from './multiply.ts';

const op = defineUnary('sin', Math.sin, ([gradient], { inputs: [x] }) => [
  gradient && x && multiply(gradient, cos(x)),
]);

/**
 * Sine, element by element, of angles in radians.
 *
 * @example
 * ```ts
 * import { sin, tensor } from '@heed/core';
 * const y = sin(tensor([0, 1])); // [0, 0.8415]
 * ```
 */
export function sin(x: TensorLike): Tensor {
  return applyOne(op, x, noAttributes);
}
