import { applyPair, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { defineBinary, noAttributes } from './elementwise.ts';
import { sumTo } from './sum-to.ts';

const op = defineBinary('add', {
  fn: (a, b) => a + b,
  vjp: ([gradient], { inputs, needs }) =>
    inputs.map((input, index) => (needs[index] && gradient ? sumTo(gradient, input.shape) : undefined)),
});

/**
 * Sum, element by element: `a + b`. Shapes broadcast.
 *
 * @throws {ShapeError} when the shapes do not broadcast.
 * @throws {DTypeError} when the types differ.
 *
 * @example
 * ```ts
 * import { add, tensor } from '@heed/core';
 * const y = add(tensor([[1, 2], [3, 4]]), tensor([10, 20])); // [[11, 22], [13, 24]]
 * ```
 */
export function add(a: TensorLike, b: TensorLike): Tensor {
  return applyPair(op, a, b, noAttributes);
}
