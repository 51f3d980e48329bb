import { tidy } from '../memory/scope.ts';
import { asTensor, type TensorLike } from '../op.ts';
import { checkOptions } from '../options.ts';
import { resolveAxis } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { reshape } from './reshape.ts';

/**
 * The same elements with a new axis of size 1, which is axis `axis` of the result. Shares the buffer.
 *
 * @throws {ShapeError} when the result has no such axis.
 *
 * @example
 * ```ts
 * import { expandDims, tensor } from '@heed/core';
 * const y = expandDims(tensor([1, 2]), { axis: 1 }); // [[1], [2]]
 * ```
 */
export function expandDims(x: TensorLike, options: { readonly axis: number }): Tensor {
  checkOptions('expandDims', options, ['axis']);
  if (typeof x === 'number') return tidy(() => expandDims(asTensor(x), options));
  const input = asTensor(x);
  const axis = resolveAxis('expandDims', options.axis, input.rank + 1);
  return reshape(input, [...input.shape.slice(0, axis), 1, ...input.shape.slice(axis)]);
}
