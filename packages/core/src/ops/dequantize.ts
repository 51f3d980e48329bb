import { decodeBlocks } from '../blocks/decode-blocks.ts';
import { isQuantized } from '../dtype.ts';
import { DTypeError } from '../errors.ts';
import { applyOne, defineOp, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { type NoAttributes, noAttributes } from './elementwise.ts';

const op = defineOp<NoAttributes>({
  name: 'dequantize',
  takesBlocks: true,
  infer: ([x]) => {
    if (x === undefined) return [];
    if (!isQuantized(x.dtype)) throw new DTypeError(`dequantize: needs a type of blocks, got ${x.dtype}`);
    return [{ shape: x.shape, dtype: 'float32' }];
  },
  reference: ([x], [y]) => {
    if (x?.data instanceof Uint8Array && isQuantized(x.dtype)) y?.data.set(decodeBlocks(x.data, x.dtype));
  },
});

/**
 * The numbers of a weight in blocks as float32, as ggml computes them.
 *
 * @throws {DTypeError} for a tensor that is in no blocks.
 *
 * @example
 * ```ts
 * import { dequantize, ones, quantize } from '@heed/core';
 * const x = dequantize(quantize(ones([1, 32]), 'q8_0'));
 * console.log(x.dtype, x.shape); // float32 [1, 32]
 * ```
 */
export function dequantize(x: TensorLike): Tensor {
  return applyOne(op, x, noAttributes);
}
