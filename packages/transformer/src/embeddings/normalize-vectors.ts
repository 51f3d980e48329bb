import { greater, multiply, rsqrt, sum, type Tensor, tidy, where } from '@heed/core';

/**
 * Vectors along the last axis with length 1: `x / ‖x‖`. A vector of zeros stays one, and its gradient is zero. The dot
 * product of two such vectors is their cosine.
 *
 * @example
 * ```ts
 * import { tensor } from '@heed/core';
 * import { normalizeVectors } from '@heed/transformer';
 * console.log(normalizeVectors(tensor([[3, 4], [0, 0]])).dataSync()); // Float32Array [0.6, 0.8, 0, 0]
 * ```
 */
export function normalizeVectors(x: Tensor): Tensor {
  return tidy(() => {
    const squares = sum(multiply(x, x), { axis: -1, keepAxes: true });
    const some = greater(squares, 0);
    return multiply(x, where(some, rsqrt(where(some, squares, 1)), 0));
  });
}
