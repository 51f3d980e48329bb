import { asTensor, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';

/**
 * The same numbers, cut off from gradients: what is computed from the result does not reach `x`.
 *
 * @example
 * ```ts
 * import { grad, multiply, stopGradient, sum, tensor } from '@heed/core';
 * const [dx] = grad((x) => sum(multiply(x, stopGradient(x))))(tensor([3]));
 * console.log(await dx?.data()); // [3], not [6]
 * ```
 */
export function stopGradient(x: TensorLike): Tensor {
  const input = asTensor(x);
  return input.aliasWithShape(input.shape);
}
