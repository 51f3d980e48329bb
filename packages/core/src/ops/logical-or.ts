import { applyPair, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { booleanResult, defineBinary, noAttributes } from './elementwise.ts';

const op = defineBinary('logicalOr', {
  fn: (a, b) => a | b,
  result: booleanResult('logicalOr'),
});

/**
 * Of booleans: true where either is true. Shapes broadcast.
 *
 * @throws {ShapeError} when the shapes do not broadcast.
 * @throws {DTypeError} when the types differ.
 *
 * @example
 * ```ts
 * import { logicalOr, tensor } from '@heed/core';
 * const y = logicalOr(tensor([true, false]), tensor([true, true]));
 * ```
 */
export function logicalOr(a: TensorLike, b: TensorLike): Tensor {
  return applyPair(op, a, b, noAttributes);
}
