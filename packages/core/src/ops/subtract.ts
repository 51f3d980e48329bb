import { applyPair, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { defineBinary, noAttributes } from './elementwise.ts';
import { negate } from './negate.ts';
import { sumTo } from './sum-to.ts';

const op = defineBinary('subtract', {
  fn: (a, b) => a - b,
  vjp: ([gradient], { inputs: [a, b], needs }) => {
    if (gradient === undefined || a === undefined || b === undefined) return [];
    return [
      needs[0] ? sumTo(gradient, a.shape) : undefined,
      needs[1] ? sumTo(negate(gradient), b.shape) : undefined,
    ];
  },
});

/**
 * Difference, element by element: `a − b`. Shapes broadcast.
 *
 * @throws {ShapeError} when the shapes do not broadcast.
 * @throws {DTypeError} when the types differ.
 *
 * @example
 * ```ts
 * import { subtract, tensor } from '@heed/core';
 * const y = subtract(tensor([3, 4]), 1); // [2, 3]
 * ```
 */
export function subtract(a: TensorLike, b: TensorLike): Tensor {
  return applyPair(op, a, b, noAttributes);
}
