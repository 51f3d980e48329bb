import type { TensorLike } from '../op.ts';
import { asTensor } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { multiply } from './multiply.ts';
import { sigmoid } from './sigmoid.ts';

/**
 * Sigmoid linear unit (Elfwing et al. 2017), also called swish: `x · sigmoid(x)`.
 *
 * @example
 * ```ts
 * import { silu, tensor } from '@heed/core';
 * const y = silu(tensor([0, 1])); // [0, 0.7311]
 * ```
 */
export function silu(x: TensorLike): Tensor {
  const input = asTensor(x);
  return multiply(input, sigmoid(input));
}
