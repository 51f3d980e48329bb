import { apply, asTensor, checkFloating, defineOp, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { type NoAttributes, noAttributes } from './elementwise.ts';

const op = defineOp<NoAttributes>({
  name: 'sumOfSquares',
  infer: (inputs) => [{ shape: [2], dtype: checkFloating('sumOfSquares', ...inputs) }],
  reference: ([x], [y]) => {
    if (x === undefined || y === undefined) return;
    let largest = 0;
    for (let i = 0; i < x.data.length; i++) {
      const size = Math.abs(x.data[i] ?? 0);
      // Nothing is larger than NaN, so it stays.
      if (size > largest || Number.isNaN(size)) largest = size;
    }
    let sum = 0;
    for (let i = 0; largest > 0 && i < x.data.length; i++) {
      const part = (x.data[i] ?? 0) / largest;
      sum += part * part;
    }
    y.data[0] = largest;
    y.data[1] = sum;
  },
});

/**
 * The sum of all squares as two numbers that cannot overflow, `[m, Σ (x/m)²]` with m = max |x|: the sum itself is
 * m² times the second, the Euclidean norm m times its root. m is NaN when an element is, ∞ when one is infinite;
 * the second number has no meaning then. Zeros give `[0, 0]`. It has no gradient.
 *
 * @throws {DTypeError} for types without float arithmetic.
 *
 * @example
 * ```ts
 * import { sumOfSquares, tensor } from '@heed/core';
 * console.log(await sumOfSquares(tensor([3e30, 4e30])).data()); // [4e30, 1.5625]: the norm is 5e30
 * ```
 */
export function sumOfSquares(x: TensorLike): Tensor {
  return apply(op, [asTensor(x)], noAttributes);
}
