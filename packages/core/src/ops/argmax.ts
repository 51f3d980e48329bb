import { DTypeError, ShapeError } from '../errors.ts';
import { apply, asTensor, defineOp, type TensorLike } from '../op.ts';
import { checkOptions } from '../options.ts';
import { resolveAxis, showShape, sizeOf, stridesOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

const op = defineOp<{ readonly axis: number }>({
  name: 'argmax',
  infer: ([x], { axis }) => {
    const own = x?.shape ?? [];
    if (x?.dtype === 'float16' || x?.dtype === 'bfloat16') {
      throw new DTypeError(`argmax: ${x.dtype} is for storage; cast() it to float32 first`);
    }
    if (own[axis] === 0) throw new ShapeError(`argmax: axis ${axis} of ${showShape(own)} is empty`);
    return [{ shape: own.filter((_, index) => index !== axis), dtype: 'int32' }];
  },
  reference: ([x], [y], { axis }) => {
    if (x === undefined || y === undefined) return;
    const length = x.shape[axis] ?? 1;
    const inner = stridesOf(x.shape)[axis] ?? 1;
    const outer = sizeOf(x.shape.slice(0, axis));
    for (let block = 0; block < outer; block++) {
      for (let column = 0; column < inner; column++) {
        const start = block * length * inner + column;
        let best = 0;
        for (let i = 1; i < length; i++) {
          const value = x.data[start + i * inner] ?? 0;
          const largest = x.data[start + best * inner] ?? 0;
          if (value > largest || (Number.isNaN(value) && !Number.isNaN(largest))) best = i;
        }
        y.data[block * inner + column] = best;
      }
    }
  },
});

/**
 * Index of the largest element along an axis (the last by default); the first of equal ones. NaN counts as
 * largest. int32.
 *
 * @throws {ShapeError} when the axis is missing or empty.
 *
 * @example
 * ```ts
 * import { argmax, tensor } from '@heed/core';
 * const y = argmax(tensor([[1, 5, 2], [7, 3, 4]])); // [1, 0]
 * ```
 */
export function argmax(x: TensorLike, options: { readonly axis?: number } = {}): Tensor {
  checkOptions('argmax', options, ['axis']);
  const input = asTensor(x);
  return apply(op, [input], { axis: resolveAxis('argmax', options.axis ?? -1, input.rank) });
}
