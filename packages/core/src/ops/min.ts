import { apply, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { defineExtremum } from './extremum.ts';
import { type ReductionOptions, reduce } from './sum.ts';

const op = defineExtremum('min', { start: Number.POSITIVE_INFINITY, beats: (value, best) => value < best });

/**
 * The smallest element over one axis, several, or all; NaN if one is NaN.
 *
 * @throws {ShapeError} when the tensor has no such axis, or the axis is empty.
 *
 * @example
 * ```ts
 * import { min, tensor } from '@heed/core';
 * const y = min(tensor([[1, 5], [3, 4]]), { axis: 1 });
 * ```
 */
export function min(x: TensorLike, options: ReductionOptions = {}): Tensor {
  return reduce('min', x, options, (input, axes) => apply(op, [input], { axes }));
}
