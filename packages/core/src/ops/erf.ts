import { applyOne, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { defineUnary, noAttributes } from './elementwise.ts';
import { errorFunction } from './error-function.ts';
import { exp } from './exp.ts';
import { multiply } from './multiply.ts';
import { negate } from './negate.ts';

const op = defineUnary('erf', errorFunction, ([gradient], { inputs: [x] }) => [
  gradient && x && multiply(gradient, multiply(exp(negate(multiply(x, x))), 2 / Math.sqrt(Math.PI))),
]);

/**
 * Error function, element by element: `2/√π ∫₀ˣ e^(−t²) dt`.
 *
 * @example
 * ```ts
 * import { erf, tensor } from '@heed/core';
 * const y = erf(tensor([0, 1])); // [0, 0.8427]
 * ```
 */
export function erf(x: TensorLike): Tensor {
  return applyOne(op, x, noAttributes);
}
