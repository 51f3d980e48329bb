import type { Backend } from '../backend/backend.ts';
import { currentBackend } from '../backend/current.ts';
import { fillTensor } from '../backend/fill-tensor.ts';
import { checkDType, type DType, isQuantized } from '../dtype.ts';
import { encodeElement } from '../encode-element.ts';
import { DTypeError } from '../errors.ts';
import { checkKind } from '../options.ts';
import { checkShape, type Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

function filled(backend: Backend, shape: Shape, value: number, dtype: DType): Tensor {
  checkShape('full', shape);
  checkDType('full', dtype);
  const element = isQuantized(dtype) ? undefined : encodeElement(value, dtype);
  if (element === undefined) throw new DTypeError(`full: ${value} does not fit into ${dtype}`);
  return fillTensor(backend, shape, dtype, (part) => part.fill(element));
}

/**
 * A tensor of `shape` with every element equal to `value`.
 *
 * @throws {ShapeError} for sizes that are not whole numbers of at least 0.
 * @throws {DTypeError} for a value that the type has no place for.
 * @throws {BackendError} for more than there is memory for.
 *
 * @example
 * ```ts
 * import { full } from '@heed/core';
 * const threes = full([2, 2], 3);
 * ```
 */
export function full(shape: Shape, value: number, dtype: DType = 'float32'): Tensor {
  return filled(currentBackend(), shape, value, dtype);
}

/**
 * A tensor like `x` in shape, type and backend, with every element equal to `value`.
 *
 * @example
 * ```ts
 * import { fullLike, tensor } from '@heed/core';
 * const ones = fullLike(tensor([1, 2, 3]), 1);
 * ```
 */
export function fullLike(x: Tensor, value: number): Tensor {
  checkKind('fullLike: x', x, 'a tensor');
  return filled(x.backend, x.shape, value, x.dtype);
}

/**
 * Zeros.
 *
 * @example
 * ```ts
 * import { zeros } from '@heed/core';
 * const x = zeros([2, 3]);
 * ```
 */
export function zeros(shape: Shape, dtype: DType = 'float32'): Tensor {
  return full(shape, 0, dtype);
}

/**
 * Ones.
 *
 * @example
 * ```ts
 * import { ones } from '@heed/core';
 * const x = ones([2, 3]);
 * ```
 */
export function ones(shape: Shape, dtype: DType = 'float32'): Tensor {
  return full(shape, 1, dtype);
}
