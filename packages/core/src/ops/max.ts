import { apply, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { defineExtremum } from './extremum.ts';
import { type ReductionOptions, reduce } from './sum.ts';

const op = defineExtremum('max', { start: Number.NEGATIVE_INFINITY, beats: (value, best) => value > best });

/**
 * The largest element over one axis, several, or all; NaN if one is NaN.
 *
 * @throws {ShapeError} when the tensor has no such axis, or the axis is empty.
 *
 * @example
 * ```ts
 * import { max, tensor } from '@heed/core';
 * const y = max(tensor([[1, 5], [3, 4]]), { axis: 1 });
 * ```
 */
export function max(x: TensorLike, options: ReductionOptions = {}): Tensor {
  return reduce('max', x, options, (input, axes) => apply(op, [input], { axes }));
}
