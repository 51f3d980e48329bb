import {
  type DType,
  DTypeError,
  decodeBfloat16,
  decodeFloat16,
  encodeBfloat16,
  encodeFloat16,
  type TypedArray,
} from '@heed/core';
import type { EngineType } from './engine/engine.ts';
import type { EngineValues } from './engine/tensorflow.ts';

/** How elements of one type lie in TensorFlow.js, which knows float32, int32 and bool. */
interface Storage {
  readonly type: EngineType;
  /** New elements for TensorFlow.js to keep. */
  readonly encode: (data: TypedArray) => EngineValues;
  /** New elements for the caller to keep. */
  readonly decode: (data: EngineValues) => TypedArray;
}

function bitsOf(data: TypedArray): Uint16Array {
  return data instanceof Uint16Array ? data : new Uint16Array(data);
}

function floatsOf(data: TypedArray): Float32Array {
  return data instanceof Float32Array ? data : new Float32Array(data);
}

const storages: Readonly<Partial<Record<DType, Storage>>> = {
  float32: {
    type: 'float32',
    encode: (data) => new Float32Array(data),
    decode: (data) => new Float32Array(data),
  },
  float16: {
    type: 'float32',
    encode: (data) => decodeFloat16(bitsOf(data)),
    decode: (data) => encodeFloat16(floatsOf(data)),
  },
  bfloat16: {
    type: 'float32',
    encode: (data) => decodeBfloat16(bitsOf(data)),
    decode: (data) => encodeBfloat16(floatsOf(data)),
  },
  int32: { type: 'int32', encode: (data) => new Int32Array(data), decode: (data) => new Int32Array(data) },
  uint8: { type: 'int32', encode: (data) => new Int32Array(data), decode: (data) => new Uint8Array(data) },
  bool: { type: 'bool', encode: (data) => new Uint8Array(data), decode: (data) => new Uint8Array(data) },
};

/**
 * How a type is stored: half types as float32, uint8 as int32.
 *
 * @throws {DTypeError} for types that TensorFlow.js has no place for: float64.
 */
export function storageOf(dtype: DType): Storage {
  const storage = storages[dtype];
  if (storage === undefined) {
    throw new DTypeError(
      `tfjs: TensorFlow.js has no ${dtype}; cast() to float32 before moving here, or keep ${dtype} on the cpu backend`,
    );
  }
  return storage;
}

/** What `report()` says of it. */
export const storageNote = 'float16 and bfloat16 are stored as float32, uint8 as int32; there is no float64';
