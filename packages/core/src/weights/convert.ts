import type { DType, TypedArray } from '../dtype.ts';
import { DTypeError, FormatError, IndexError } from '../errors.ts';
import { decodeBfloat16, decodeFloat16, encodeBfloat16, encodeFloat16 } from '../half.ts';
import type { StoredType } from './stored-type.ts';
import type { StoredNumbers, WeightArray } from './weight-array.ts';

/** The element type that a stored type becomes by itself: whole numbers become int32, floats stay. */
const natural: Partial<Record<StoredType, DType>> = {
  F64: 'float64',
  F32: 'float32',
  F16: 'float16',
  BF16: 'bfloat16',
  I8: 'int32',
  I16: 'int32',
  I32: 'int32',
  I64: 'int32',
  U16: 'int32',
  U32: 'int32',
  U64: 'int32',
  U8: 'uint8',
  BOOL: 'bool',
};

const stored: Readonly<Record<DType, StoredType>> = {
  float64: 'F64',
  float32: 'F32',
  float16: 'F16',
  bfloat16: 'BF16',
  int32: 'I32',
  uint8: 'U8',
  bool: 'BOOL',
};

const floats: readonly DType[] = ['float64', 'float32', 'float16', 'bfloat16'];

/** The element type of a tensor of this stored type; undefined for a type that cannot be read. */
export function naturalDType(type: StoredType): DType | undefined {
  return natural[type];
}

/** The type under which a file stores tensors of this element type. */
export function storedTypeOf(dtype: DType): StoredType {
  return stored[dtype];
}

/** True when {@link convertStored} can make `dtype` of `type`: the same kind of number. */
export function isConvertible(type: StoredType, dtype: DType): boolean {
  const own = natural[type];
  if (own === undefined || own === dtype) return own === dtype;
  return (floats.includes(own) && floats.includes(dtype)) || (own === 'uint8' && dtype === 'int32');
}

/**
 * Stored numbers in an element type: floats in any float type, rounded once where it is narrower, whole numbers in
 * int32 where they fit.
 *
 * @throws {DTypeError} when the kinds differ.
 * @throws {IndexError} for a whole number beyond int32.
 * @throws {FormatError} for a boolean that is neither 0 nor 1.
 */
export function convertStored(array: WeightArray, dtype: DType, where: string): TypedArray {
  const { type, data } = array;
  if (!isConvertible(type, dtype))
    throw new DTypeError(`${where} is of type ${type}, which does not become ${dtype}`);
  if (dtype === 'bool') checkBooleans(data, where);
  if (stored[dtype] === type && isElementArray(data)) return data;
  if (dtype === 'int32') return narrow(data, where);
  return toFloats(asFloats(array), dtype);
}

function isElementArray(data: StoredNumbers): data is TypedArray {
  return (
    data instanceof Float32Array ||
    data instanceof Float64Array ||
    data instanceof Int32Array ||
    data instanceof Uint8Array ||
    data instanceof Uint16Array
  );
}

function asFloats({ type, data }: WeightArray): Float32Array | Float64Array {
  if (data instanceof Float32Array || data instanceof Float64Array) return data;
  if (!(data instanceof Uint16Array)) throw new DTypeError(`${type} is not a float type`);
  return type === 'F16' ? decodeFloat16(data) : decodeBfloat16(data);
}

function toFloats(values: Float32Array | Float64Array, dtype: DType): TypedArray {
  if (dtype === 'float16') return encodeFloat16(values);
  if (dtype === 'bfloat16') return encodeBfloat16(values);
  if (dtype === 'float64') return values instanceof Float64Array ? values : new Float64Array(values);
  return values instanceof Float32Array ? values : new Float32Array(values);
}

function narrow(data: StoredNumbers, where: string): Int32Array {
  const result = new Int32Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const value = Number(data[i]);
    if (value < -(2 ** 31) || value >= 2 ** 31) {
      throw new IndexError(`${where}: ${data[i]} at place ${i} does not fit into int32`);
    }
    result[i] = value;
  }
  return result;
}

function checkBooleans(data: StoredNumbers, where: string): void {
  const at = data.findIndex((value: number | bigint) => Number(value) > 1);
  if (at >= 0) throw new FormatError(`${where}: ${data[at]} at place ${at} is no boolean, which is 0 or 1`);
}

/** The place of the first NaN or infinity, or −1. */
export function firstNonFinite({ type, data }: WeightArray): number {
  if (data instanceof Uint16Array && type !== 'U16') {
    const exponent = type === 'BF16' ? 0x7f80 : 0x7c00;
    return data.findIndex((bits) => (bits & exponent) === exponent);
  }
  if (!(data instanceof Float32Array || data instanceof Float64Array)) return -1;
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return i;
  return -1;
}
