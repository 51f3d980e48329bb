import { applyPair, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { defineBinary, floatingResult, noAttributes } from './elementwise.ts';
import { multiply } from './multiply.ts';
import { negate } from './negate.ts';
import { sumTo } from './sum-to.ts';

const op = defineBinary('divide', {
  fn: (a, b) => a / b,
  result: floatingResult('divide'),
  vjp: ([gradient], { inputs: [a, b], needs }) => {
    if (gradient === undefined || a === undefined || b === undefined) return [];
    return [
      needs[0] ? sumTo(divide(gradient, b), a.shape) : undefined,
      needs[1] ? sumTo(negate(divide(multiply(gradient, divide(a, b)), b)), b.shape) : undefined,
    ];
  },
});

/**
 * Quotient, element by element: `a / b`; ±∞ or NaN where b is 0. For float types. Shapes broadcast.
 *
 * @throws {ShapeError} when the shapes do not broadcast.
 * @throws {DTypeError} when the types differ.
 *
 * @example
 * ```ts
 * import { divide, tensor } from '@heed/core';
 * const y = divide(tensor([2, 4]), 2); // [1, 2]
 * ```
 */
export function divide(a: TensorLike, b: TensorLike): Tensor {
  return applyPair(op, a, b, noAttributes);
}
