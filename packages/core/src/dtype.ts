import { BackendError, DTypeError, ShapeError } from './errors.ts';
import { type Shape, showShape, sizeOf } from './shape.ts';

/** The element types whose numbers stand one by one. */
export type PlainDType = 'float32' | 'float64' | 'float16' | 'bfloat16' | 'int32' | 'uint8' | 'bool';

/**
 * The element types of weights in blocks, in the byte layouts of GGUF files: some 32 or 256 numbers of a row in a few
 * bits each, with a scale, and in some types an offset, that they share. `linear` and `embedding` compute with them;
 * other ops refuse them.
 */
export type QuantizedDType = 'q8_0' | 'q4_0' | 'q4_1' | 'q5_0' | 'q5_1' | 'q4_k' | 'q5_k' | 'q6_k';

/**
 * The element types of a tensor. `float16` and `bfloat16` are storage: they load, convert exactly, serve as weights of
 * `linear` and `embedding`, and are cast to `float32` before other arithmetic. `float64` is served by the reference
 * kernels.
 */
export type DType = PlainDType | QuantizedDType;

/** The typed arrays that hold tensor elements; halves keep their bits in a `Uint16Array`, blocks in a `Uint8Array`. */
export type TypedArray = Float32Array | Float64Array | Uint16Array | Int32Array | Uint8Array;

/** How a block-quantised type is laid out. */
export interface BlockFormat {
  /** Numbers in one block. */
  readonly size: number;
  /** Bytes of one block. */
  readonly bytes: number;
}

const blockFormats: Readonly<Record<QuantizedDType, BlockFormat>> = {
  q8_0: { size: 32, bytes: 34 },
  q4_0: { size: 32, bytes: 18 },
  q4_1: { size: 32, bytes: 20 },
  q5_0: { size: 32, bytes: 22 },
  q5_1: { size: 32, bytes: 24 },
  q4_k: { size: 256, bytes: 144 },
  q5_k: { size: 256, bytes: 176 },
  q6_k: { size: 256, bytes: 210 },
};

/** The block-quantised types. */
export const quantizedDTypes: readonly QuantizedDType[] = [
  'q8_0',
  'q4_0',
  'q4_1',
  'q5_0',
  'q5_1',
  'q4_k',
  'q5_k',
  'q6_k',
];

const quantizedNames: ReadonlySet<string> = new Set(quantizedDTypes);

/**
 * True for a block-quantised type.
 *
 * @example
 * ```ts
 * import { isQuantized } from '@heed/core';
 * console.log(isQuantized('q4_1'), isQuantized('float16')); // true false
 * ```
 */
export function isQuantized(dtype: string): dtype is QuantizedDType {
  return quantizedNames.has(dtype);
}

/**
 * Numbers and bytes of one block of a type.
 *
 * @example
 * ```ts
 * import { blockFormat } from '@heed/core';
 * console.log(blockFormat('q8_0')); // { size: 32, bytes: 34 }
 * ```
 */
export function blockFormat(dtype: QuantizedDType): BlockFormat {
  return blockFormats[dtype];
}

/** Bytes of one element; of a block-quantised type on the average, which is exact for whole blocks. */
export const bytesPerElement: Readonly<Record<DType, number>> = {
  float32: 4,
  float64: 8,
  float16: 2,
  bfloat16: 2,
  int32: 4,
  uint8: 1,
  bool: 1,
  q8_0: 34 / 32,
  q4_0: 18 / 32,
  q4_1: 20 / 32,
  q5_0: 22 / 32,
  q5_1: 24 / 32,
  q4_k: 144 / 256,
  q5_k: 176 / 256,
  q6_k: 210 / 256,
};

/** Bytes of a tensor of this shape and type. */
export function bytesOf({ shape, dtype }: { readonly shape: Shape; readonly dtype: DType }): number {
  return sizeOf(shape) * bytesPerElement[dtype];
}

/** Where the element with this number begins in the typed array of a type: blocks lie in bytes. */
export function arrayIndex(dtype: DType, element: number): number {
  return isQuantized(dtype) ? element * bytesPerElement[dtype] : element;
}

/**
 * Refuses shapes whose rows are no whole number of a quantised type's blocks.
 *
 * @throws {ShapeError} that names the type, its block and the width.
 */
export function checkBlocks(name: string, shape: Shape, dtype: DType): void {
  if (!isQuantized(dtype)) return;
  const { size } = blockFormats[dtype];
  const width = shape.at(-1) ?? 1;
  if (width % size === 0 && shape.length > 0) return;
  throw new ShapeError(
    `${name}: ${dtype} holds blocks of ${size} numbers along the last axis; ${showShape(shape)} is no whole number of them`,
  );
}

/** Refuses, of callers without types, what is no element type. */
export function checkDType(name: string, dtype: DType): void {
  if (Object.hasOwn(bytesPerElement, dtype)) return;
  const known = Object.keys(bytesPerElement).join(', ');
  throw new DTypeError(`${name}: there is no type ${String(dtype)}; there are ${known}`);
}

/**
 * A zero-filled array for `size` elements of `dtype`.
 *
 * @throws {BackendError} for more than JavaScript, or the machine, has room for.
 */
export function allocate(dtype: DType, size: number): TypedArray {
  try {
    return newArray(dtype, size);
  } catch (cause) {
    const bytes = size * bytesPerElement[dtype];
    throw new BackendError(`out of memory: no room for ${size} elements of ${dtype}, ${bytes} bytes`, {
      cause,
    });
  }
}

function newArray(dtype: DType, size: number): TypedArray {
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
    default:
      return new Uint8Array(arrayIndex(dtype, size));
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
    default:
      return new Uint8Array(buffer, byteOffset, arrayIndex(dtype, size));
  }
}

/** Length of the typed array that holds a tensor. */
export function arrayLength(shape: Shape, dtype: DType): number {
  return arrayIndex(dtype, sizeOf(shape));
}

/** True for the types in which arithmetic with gradients is done. */
export function isFloating(dtype: DType): boolean {
  return dtype === 'float32' || dtype === 'float64';
}

/** True for the types in which weights are kept but not computed with: halves and blocks. */
export function isStorage(dtype: DType): boolean {
  return dtype === 'float16' || dtype === 'bfloat16' || isQuantized(dtype);
}
