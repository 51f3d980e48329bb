import { sizeOf, type TypedArray } from '@heed/core';
import type { TensorSpec } from '@heed/core/backend';
import type { Engine } from './engine/engine.ts';
import type { Operations } from './engine/operations.ts';
import type { EngineTensor } from './engine/tensorflow.ts';
import { storageOf } from './storage.ts';

/** From this many elements on, a tensor full of one number is made by the engine instead of being sent there. */
const worthFilling = 256;

function isFilled(data: TypedArray): boolean {
  if (data.length < worthFilling) return false;
  const [first] = data;
  // NaN never equals itself, and the sign of 0 is left to the copy.
  if (first === undefined || Object.is(first, -0)) return false;
  for (const value of data) if (value !== first) return false;
  return true;
}

/** Elements as a tensor of the engine. */
export function uploaded(engine: Engine, data: TypedArray, { dtype, shape }: TensorSpec): EngineTensor {
  const { type, encode } = storageOf(dtype);
  if (type !== 'bool' && isFilled(data)) {
    const value = encode(data.subarray(0, 1))[0] ?? 0;
    return engine.fill(shape, value, type);
  }
  return engine.make(encode(data), shape, type);
}

/** `target` with `source` at `start` of an axis: tensors of TensorFlow.js are never written to. */
export function writeSlice(
  { slice, concat }: Operations,
  target: EngineTensor,
  source: EngineTensor,
  { axis, start }: { readonly axis: number; readonly start: number },
): EngineTensor {
  const part = (from: number, to: number): EngineTensor =>
    slice(
      target,
      target.shape.map((_, index) => (index === axis ? from : 0)),
      target.shape.map((length, index) => (index === axis ? to - from : length)),
    );
  const end = start + (source.shape[axis] ?? 0);
  const parts = [part(0, start), source, part(end, target.shape[axis] ?? 0)].filter(
    ({ shape }) => sizeOf(shape) > 0,
  );
  return concat(parts, axis);
}
