import { DTypeError } from '../errors.ts';
import type { StoredType } from './stored-type.ts';

/** The numbers of a stored tensor: float16 and bfloat16 as their bits, 64-bit whole numbers as BigInts. */
export type StoredNumbers =
  | Float64Array
  | Float32Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

/** A tensor as a file holds it: element type, shape and numbers, row-major. */
export interface WeightArray {
  readonly type: StoredType;
  readonly shape: readonly number[];
  readonly data: StoredNumbers;
}

const constructors = {
  F64: Float64Array,
  F32: Float32Array,
  F16: Uint16Array,
  BF16: Uint16Array,
  I8: Int8Array,
  I16: Int16Array,
  I32: Int32Array,
  I64: BigInt64Array,
  U8: Uint8Array,
  U16: Uint16Array,
  U32: Uint32Array,
  U64: BigUint64Array,
  BOOL: Uint8Array,
} as const;

/** The types whose numbers can be read and written. */
export type ReadableType = keyof typeof constructors;

/** False for the 4-, 6- and 8-bit floats and complex numbers. */
export function isReadable(type: StoredType): type is ReadableType {
  return Object.hasOwn(constructors, type);
}

/**
 * A typed array over little-endian bytes; they are copied only when they do not lie at a multiple of their width.
 *
 * @throws {DTypeError} for a type that has no typed array.
 */
export function viewStored(bytes: Uint8Array, type: StoredType, where: string): StoredNumbers {
  if (!isReadable(type)) {
    const readable = Object.keys(constructors).join(', ');
    throw new DTypeError(`${where} is of type ${type}, which cannot be read; readable are ${readable}`);
  }
  const Numbers = constructors[type];
  const aligned = bytes.byteOffset % Numbers.BYTES_PER_ELEMENT === 0 ? bytes : bytes.slice();
  return new Numbers(aligned.buffer, aligned.byteOffset, aligned.byteLength / Numbers.BYTES_PER_ELEMENT);
}

/** True when `data` is the kind of array that holds this type. */
export function holdsType(data: StoredNumbers, type: StoredType): boolean {
  return isReadable(type) && data instanceof constructors[type];
}
