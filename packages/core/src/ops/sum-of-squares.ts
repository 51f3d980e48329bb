import { apply, asTensor, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { checkKind } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { type NoAttributes, noAttributes } from './elementwise.ts';

const op = defineOp<NoAttributes>({
  name: 'sumOfSquares',
  infer: (inputs) => [{ shape: [inputs.length, 2], dtype: checkFloating('sumOfSquares', ...inputs) }],
  reference: (inputs, [y]) => {
    for (const [index, { data }] of inputs.entries()) {
      let largest = 0;
      for (let i = 0; i < data.length; i++) {
        const size = Math.abs(data[i] ?? 0);
        // Nothing is larger than NaN, so it stays.
        if (size > largest || Number.isNaN(size)) largest = size;
      }
      let sum = 0;
      for (let i = 0; largest > 0 && i < data.length; i++) {
        const part = (data[i] ?? 0) / largest;
        sum += part * part;
      }
      y?.data.set([largest, sum], 2 * index);
    }
  },
});

/**
 * The sum of all squares of each tensor as two numbers that cannot overflow, `[m, Σ (x/m)²]` with m = max |x|: the sum
 * itself is m² times the second, the Euclidean norm m times its root. m is NaN when an element is, ∞ when one is
 * infinite; the second number has no meaning then. Zeros give `[0, 0]`. It has no gradient.
 *
 * @param tensors Of one type; at least one.
 * @returns [tensors, 2]
 * @throws {DTypeError} for types without float arithmetic.
 *
 * @example
 * ```ts
 * import { sumOfSquares, tensor } from '@heed/core';
 * console.log(await sumOfSquares([tensor([3e30, 4e30])]).data()); // [4e30, 1.5625]: the norm is 5e30
 * ```
 */
export function sumOfSquares(tensors: readonly TensorLike[]): Tensor {
  checkKind('sumOfSquares: tensors', tensors, 'a list');
  return apply(
    op,
    tensors.map((x) => asTensor(x)),
    noAttributes,
  );
}
