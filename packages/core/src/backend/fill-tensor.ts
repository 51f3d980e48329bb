import { allocate, type DType, type TypedArray } from '../dtype.ts';
import { type Shape, sizeOf } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import type { Backend } from './backend.ts';

/** Elements of a part: small enough to be written while they are in the cache, large enough for calls to cost nothing. */
const partLength = 2 ** 16;

/**
 * A new tensor of computed numbers. Where the backend can, it makes room first and is given part by part, so that too
 * large a shape is refused at once and no number is in memory twice.
 *
 * @param fill Sets the elements of a part, which begins at element `start` of the tensor.
 */
export function fillTensor(
  backend: Backend,
  shape: Shape,
  dtype: DType,
  fill: (part: TypedArray, start: number) => void,
): Tensor {
  const size = sizeOf(shape);
  // Parts of a vector may end anywhere; the shape is no matter of the buffer.
  const upload = size > partLength ? backend.startUpload?.({ shape: [size], dtype }) : undefined;
  if (upload === undefined) {
    const data = allocate(dtype, size);
    fill(data, 0);
    return Tensor.fromBuffer(backend, backend.upload(data, { shape, dtype }), shape, dtype);
  }
  const tensor = Tensor.fromBuffer(backend, upload.buffer, shape, dtype);
  try {
    const room = allocate(dtype, partLength);
    for (let start = 0; start < size; start += partLength) {
      const part = room.subarray(0, Math.min(partLength, size - start));
      fill(part, start);
      upload.write(part, start);
    }
  } catch (error) {
    tensor.dispose();
    throw error;
  }
  return tensor;
}
