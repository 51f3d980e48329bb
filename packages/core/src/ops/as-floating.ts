import { type DType, isQuantized, isStorage } from '../dtype.ts';
import { DTypeError } from '../errors.ts';
import type { Tensor } from '../tensor.ts';
import { cast } from './cast.ts';
import { dequantize } from './dequantize.ts';

/** A weight in the type of the operands beside it. */
export function asFloating(weight: Tensor, dtype: DType): Tensor {
  return cast(isQuantized(weight.dtype) ? dequantize(weight) : weight, dtype);
}

/** Refuses to take the gradient of a weight that is kept in half precision or in blocks. */
export function checkTrainable(name: string, weight: Tensor): void {
  if (!isStorage(weight.dtype)) return;
  throw new DTypeError(
    `${name}: a ${weight.dtype} weight has no gradient; freeze() its module, or keep it in float32 to train it`,
  );
}
