import { applyOne, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { defineUnary, noAttributes } from './elementwise.ts';
import { multiply } from './multiply.ts';
import { negate } from './negate.ts';
import { sin } from './sin.ts';

const op = defineUnary('cos', Math.cos, ([gradient], { inputs: [x] }) => [
  gradient && x && negate(multiply(gradient, sin(x))),
]);

/**
 * Cosine, element by element, of angles in radians.
 *
 * @example
 * ```ts
 * import { cos, tensor } from '@heed/core';
 * const y = cos(tensor([0, 1])); // [1, 0.5403]
 * ```
 */
export function cos(x: TensorLike): Tensor {
  return applyOne(op, x, noAttributes);
}
