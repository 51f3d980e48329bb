import { checkDType, type DType, isFloating, isQuantized } from '../dtype.ts';
import { DTypeError } from '../errors.ts';
import { fromBfloat16, fromFloat16, toBfloat16, toFloat16 } from '../half.ts';
import { tidy } from '../memory/scope.ts';
import { apply, asTensor, defineOp, type TensorLike } from '../op.ts';
import type { Tensor } from '../tensor.ts';
import { dequantize } from './dequantize.ts';

function decode(value: number, dtype: DType): number {
  if (dtype === 'float16') return fromFloat16(value);
  return dtype === 'bfloat16' ? fromBfloat16(value) : value;
}

/** Whole numbers are cut towards zero and held at the type's ends (NaN becomes 0); bool is "not zero". */
function encode(value: number, dtype: DType): number {
  switch (dtype) {
    case 'float16':
      return toFloat16(value);
    case 'bfloat16':
      return toBfloat16(value);
    case 'int32':
      return Math.trunc(Math.min(Math.max(value, -(2 ** 31)), 2 ** 31 - 1)) || 0;
    case 'uint8':
      return Math.trunc(Math.min(Math.max(value, 0), 255)) || 0;
    case 'bool':
      return value === 0 ? 0 : 1;
    default:
      return value;
  }
}

const op = defineOp<{ readonly dtype: DType }>({
  name: 'cast',
  infer: ([x], { dtype }) => [{ shape: x?.shape ?? [], dtype }],
  vjp: ([gradient], { inputs: [x] }) => [
    gradient && x && isFloating(x.dtype) && isFloating(gradient.dtype) ? cast(gradient, x.dtype) : undefined,
  ],
  reference: ([x], [y]) => {
    if (x === undefined || y === undefined) return;
    for (let i = 0; i < y.data.length; i++) y.data[i] = encode(decode(x.data[i] ?? 0, x.dtype), y.dtype);
  },
});

/**
 * The same numbers in another element type. To `float16` and `bfloat16` it rounds to nearest, ties to even; to
 * `int32` and `uint8` it cuts towards zero and holds at the type's ends. Blocks become floats; to blocks `quantize` leads.
 *
 * @throws {DTypeError} for a cast to blocks, or to what is no type.
 *
 * @example
 * ```ts
 * import { cast, tensor } from '@heed/core';
 * const half = cast(tensor([1, 0.1]), 'float16');
 * ```
 */
export function cast(x: TensorLike, dtype: DType): Tensor {
  if (typeof x === 'number') return tidy(() => cast(asTensor(x), dtype));
  const input = asTensor(x);
  if (input.dtype === dtype) return input;
  checkDType('cast', dtype);
  if (isQuantized(dtype)) throw new DTypeError(`cast: to ${dtype} leads quantize(), not cast()`);
  const plain = isQuantized(input.dtype) ? dequantize(input) : input;
  return plain.dtype === dtype ? plain : apply(op, [plain], { dtype });
}
