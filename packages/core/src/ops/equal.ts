import { applyPair, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { comparisonResult, defineBinary, noAttributes } from './elementwise.ts';

const op = defineBinary('equal', {
  fn: (a, b) => (a === b ? 1 : 0),
  result: comparisonResult('equal'),
});

/**
 * Comparison, element by element: true where `a = b`. Shapes broadcast.
 *
 * @throws {ShapeError} when the shapes do not broadcast.
 * @throws {DTypeError} when the types differ.
 *
 * @example
 * ```ts
 * import { equal, tensor } from '@heed/core';
 * const y = equal(tensor([1, 2, 3]), 2);
 * ```
 */
export function equal(a: TensorLike, b: TensorLike): Tensor {
  return applyPair(op, a, b, noAttributes);
}
