import { applyPair, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { defineBinary, noAttributes } from './elementwise.ts';
import { equal } from './equal.ts';
import { fullLike } from './full.ts';
import { greaterEqual } from './greater-equal.ts';
import { multiply } from './multiply.ts';
import { sumTo } from './sum-to.ts';
import { where } from './where.ts';

const op = defineBinary('maximum', {
  fn: Math.max,
  vjp: ([gradient], { inputs: [a, b], needs }) => {
    if (gradient === undefined || a === undefined || b === undefined) return [];
    // Equal operands share the gradient, as in PyTorch.
    const half = multiply(gradient, 0.5);
    const tie = equal(a, b);
    const zero = fullLike(gradient, 0);
    const share = (x: Tensor, y: Tensor): Tensor =>
      where(tie, half, where(greaterEqual(x, y), gradient, zero));
    return [
      needs[0] ? sumTo(share(a, b), a.shape) : undefined,
      needs[1] ? sumTo(share(b, a), b.shape) : undefined,
    ];
  },
});

/**
 * The larger of two numbers, element by element; NaN if either is. Shapes broadcast.
 *
 * @throws {ShapeError} when the shapes do not broadcast.
 * @throws {DTypeError} when the types differ.
 *
 * @example
 * ```ts
 * import { maximum, tensor } from '@heed/core';
 * const y = maximum(tensor([1, 5]), 3);
 * ```
 */
export function maximum(a: TensorLike, b: TensorLike): Tensor {
  return applyPair(op, a, b, noAttributes);
}
