import { applyPair, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { defineBinary, noAttributes } from './elementwise.ts';
import { sumTo } from './sum-to.ts';

const op = defineBinary('multiply', {
  fn: (a, b) => a * b,
  integers: Math.imul,
  vjp: ([gradient], { inputs: [a, b], needs }) => {
    if (gradient === undefined || a === undefined || b === undefined) return [];
    return [
      needs[0] ? sumTo(multiply(gradient, b), a.shape) : undefined,
      needs[1] ? sumTo(multiply(gradient, a), b.shape) : undefined,
    ];
  },
});

/**
 * Product, element by element: `a · b`. Shapes broadcast. Products of int32 wrap around modulo 2³².
 *
 * @throws {ShapeError} when the shapes do not broadcast.
 * @throws {DTypeError} when the types differ.
 *
 * @example
 * ```ts
 * import { multiply, tensor } from '@heed/core';
 * const y = multiply(tensor([1, 2, 3]), 2); // [2, 4, 6]
 * ```
 */
export function multiply(a: TensorLike, b: TensorLike): Tensor {
  return applyPair(op, a, b, noAttributes);
}
