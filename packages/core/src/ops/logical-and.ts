import { applyPair, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { booleanResult, defineBinary, noAttributes } from './elementwise.ts';

const op = defineBinary('logicalAnd', {
  fn: (a, b) => a & b,
  result: booleanResult('logicalAnd'),
});

/**
 * Of booleans: true where both are true. Shapes broadcast.
 *
 * @throws {ShapeError} when the shapes do not broadcast.
 * @throws {DTypeError} when the types differ.
 *
 * @example
 * ```ts
 * import { logicalAnd, tensor } from '@heed/core';
 * const y = logicalAnd(tensor([true, false]), tensor([true, true]));
 * ```
 */
export function logicalAnd(a: TensorLike, b: TensorLike): Tensor {
  return applyPair(op, a, b, noAttributes);
}
