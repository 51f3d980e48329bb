import { ShapeError } from '../errors.ts';
import { tidy } from '../memory/scope.ts';
import type { TensorLike } from '../op.ts';
import { checkKind, checkOptions } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { concat } from './concat.ts';
import { expandDims } from './expand-dims.ts';

/**
 * Joins tensors of one shape along a new axis.
 *
 * @throws {ShapeError} for no tensors, or shapes that differ.
 *
 * @example
 * ```ts
 * import { stack, tensor } from '@heed/core';
 * const y = stack([tensor([1, 2]), tensor([3, 4])], { axis: 0 }); // [[1, 2], [3, 4]]
 * ```
 */
export function stack(tensors: readonly TensorLike[], options: { readonly axis: number }): Tensor {
  checkOptions('stack', options, ['axis']);
  checkKind('stack: tensors', tensors, 'a list');
  if (tensors.length === 0) throw new ShapeError('stack: needs at least one tensor');
  return tidy(() => {
    const rows = tensors.map((item) => expandDims(item, options));
    return concat(rows, options);
  });
}
