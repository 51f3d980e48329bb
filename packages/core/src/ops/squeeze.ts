import { ShapeError } from '../errors.ts';
import { asTensor, type TensorLike } from '../op.ts';
import { checkOptions } from '../options.ts';
import { resolveAxes, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { reshape } from './reshape.ts';

/**
 * The same elements without axes of size 1: the given ones, or all. Shares the buffer.
 *
 * @throws {ShapeError} when a given axis is missing or has another size.
 *
 * @example
 * ```ts
 * import { squeeze, tensor } from '@heed/core';
 * const y = squeeze(tensor([[[1, 2]]]), { axis: 0 }); // [[1, 2]]
 * ```
 */
export function squeeze(x: TensorLike, options: { readonly axis?: number | readonly number[] } = {}): Tensor {
  checkOptions('squeeze', options, ['axis']);
  const input = asTensor(x);
  const axes = resolveAxes('squeeze', options.axis, input.rank);
  const single = axes.filter((axis) => input.shape[axis] === 1);
  if (options.axis !== undefined && single.length !== axes.length) {
    throw new ShapeError(
      `squeeze: axes ${showShape(axes)} of ${showShape(input.shape)} are not all of size 1`,
    );
  }
  return reshape(
    input,
    input.shape.filter((_, axis) => !single.includes(axis)),
  );
}
