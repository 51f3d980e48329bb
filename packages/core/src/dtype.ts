/**
 * The element types of a tensor. `float16` and `bfloat16` are storage: they load, convert exactly and are
 * cast to `float32` before arithmetic. `float64` is served by the reference kernels.
 */
export type DType = 'float32' | 'float64' | 'float16' | 'bfloat16' | 'int32' | 'uint8' | 'bool';

/** The typed arrays that hold tensor elements; `float16` and `bfloat16` keep their bits in a `Uint16Array`. */
export type TypedArray = Float32Array | Float64Array | Uint16Array | Int32Array | Uint8Array;

/** Bytes of one element. */
export const bytesPerElement: Readonly<Record<DType, number>> = {
  float32: 4,
  float64: 8,
  float16: 2,
  bfloat16: 2,
  int32: 4,
  uint8: 1,
  bool: 1,
};

/** A zero-filled array for `size` elements of `dtype`. */
export function allocate(dtype: DType, size: number): TypedArray {
  switch (dtype) {
    case 'float32':
      return new Float32Array(size);
    case 'float64':
      return new Float64Array(size);
    case 'float16':
    case 'bfloat16':
      return new Uint16Array(size);
    case 'int32':
      return new Int32Array(size);
    case 'uint8':
    case 'bool':
      return new Uint8Array(size);
  }
}

/** A typed array of `dtype` over `size` elements of an existing buffer. */
export function viewOf(dtype: DType, buffer: ArrayBufferLike, byteOffset: number, size: number): TypedArray {
  switch (dtype) {
    case 'float32':
      return new Float32Array(buffer, byteOffset, size);
    case 'float64':
      return new Float64Array(buffer, byteOffset, size);
    case 'float16':
    case 'bfloat16':
      return new Uint16Array(buffer, byteOffset, size);
    case 'int32':
      return new Int32Array(buffer, byteOffset, size);
    case 'uint8':
    case 'bool':
      return new Uint8Array(buffer, byteOffset, size);
  }
}

/** True for the types in which arithmetic with gradients is done. */
export function isFloating(dtype: DType): boolean {
  return dtype === 'float32' || dtype === 'float64';
}
