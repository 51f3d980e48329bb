import { checkQuantizable, encodeBlocks, type QuantizableDType } from '../blocks/encode-blocks.ts';
import { checkBlocks } from '../dtype.ts';
import { applyOne, checkFloating, defineOp, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';

const op = defineOp<{ readonly dtype: QuantizableDType }>({
  name: 'quantize',
  infer: ([x], { dtype }) => {
    if (x === undefined) return [];
    checkFloating('quantize', x);
    checkBlocks('quantize', x.shape, dtype);
    return [{ shape: x.shape, dtype }];
  },
  reference: ([x], [y], { dtype }) => {
    if (x !== undefined) y?.data.set(encodeBlocks(x.data, dtype));
  },
});

/**
 * A weight in blocks of 32 numbers along its last axis, which share a float16 scale d, to the last bit as ggml's
 * reference quantises: `d q` with q of 8 bits in `q8_0`, `d (q − 8)` and `d (q − 16)` with 4 and 5 bits in `q4_0` and
 * `q5_0`, `d q + m` in `q4_1` and `q5_1`. `linear` and `embedding` compute with it; it has no gradient.
 *
 * @param x Floats, the last axis a multiple of 32.
 * @throws {ShapeError} when the last axis is no whole number of blocks.
 * @throws {OptionError} for a type that is only read from files (`q4_k`, `q5_k`, `q6_k`).
 *
 * @example
 * ```ts
 * import { linear, ones, quantize } from '@heed/core';
 * const weight = quantize(ones([3, 64]), 'q4_0');
 * console.log(weight.dtype, linear(ones([1, 64]), weight).shape); // q4_0 [1, 3]
 * ```
 */
export function quantize(x: TensorLike, dtype: QuantizableDType): Tensor {
  checkQuantizable('quantize', dtype);
  return applyOne(op, x, { dtype });
}
