import { DTypeError } from '../errors.ts';
import { applyOne, defineOp, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { type NoAttributes, noAttributes } from './elementwise.ts';

const op = defineOp<NoAttributes>({
  name: 'logicalNot',
  infer: ([x]) => {
    if (x?.dtype !== 'bool') throw new DTypeError(`logicalNot: needs bool, got ${x?.dtype}`);
    return [{ shape: x.shape, dtype: 'bool' }];
  },
  reference: ([x], [y]) => {
    if (x === undefined || y === undefined) return;
    for (let i = 0; i < y.data.length; i++) y.data[i] = x.data[i] === 0 ? 1 : 0;
  },
});

/**
 * Of booleans: true where `x` is false.
 *
 * @throws {DTypeError} for other types.
 *
 * @example
 * ```ts
 * import { logicalNot, tensor } from '@heed/core';
 * const y = logicalNot(tensor([true, false])); // [false, true]
 * ```
 */
export function logicalNot(x: TensorLike): Tensor {
  return applyOne(op, x, noAttributes);
}
