import { decodeBlocks, firstNonFiniteBlock, floatsOf } from '../blocks/decode-blocks.ts';
import { encodeBlocks, isQuantizable } from '../blocks/encode-blocks.ts';
import { type DType, isQuantized, type TypedArray } from '../dtype.ts';
import { DTypeError, FormatError, IndexError } from '../errors.ts';
import { decodeBfloat16, decodeFloat16, encodeBfloat16, encodeFloat16 } from '../half.ts';
import type { StoredNumbers, WeightArray, WeightType } from './weight-array.ts';

/** The element type that a stored type becomes by itself: whole numbers become int32, floats and blocks stay. */
const natural: Partial<Record<WeightType, DType>> = {
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
  Q8_0: 'q8_0',
  Q4_0: 'q4_0',
  Q4_1: 'q4_1',
  Q5_0: 'q5_0',
  Q5_1: 'q5_1',
  Q4_K: 'q4_k',
  Q5_K: 'q5_k',
  Q6_K: 'q6_k',
};

const stored: Readonly<Record<DType, WeightType>> = {
  float64: 'F64',
  float32: 'F32',
  float16: 'F16',
  bfloat16: 'BF16',
  int32: 'I32',
  uint8: 'U8',
  bool: 'BOOL',
  q8_0: 'Q8_0',
  q4_0: 'Q4_0',
  q4_1: 'Q4_1',
  q5_0: 'Q5_0',
  q5_1: 'Q5_1',
  q4_k: 'Q4_K',
  q5_k: 'Q5_K',
  q6_k: 'Q6_K',
};

const floats: readonly DType[] = ['float64', 'float32', 'float16', 'bfloat16'];

/**
 * The element type that a tensor of this stored type has by itself; undefined for a type that cannot be read.
 *
 * @example
 * ```ts
 * import { naturalDType } from '@heed/core';
 * console.log(naturalDType('BF16'), naturalDType('I64'), naturalDType('Q4_1')); // bfloat16 int32 q4_1
 * ```
 */
export function naturalDType(type: WeightType): DType | undefined {
  return natural[type];
}

/** The type under which a file stores tensors of this element type. */
export function storedTypeOf(dtype: DType): WeightType {
  return stored[dtype];
}

/** True when {@link convertStored} can make `dtype` of `type`: the same kind of number. */
export function isConvertible(type: WeightType, dtype: DType): boolean {
  const own = natural[type];
  if (own === undefined || own === dtype) return own === dtype;
  const fromFloats = floats.includes(own) || isQuantized(own);
  return (
    (fromFloats && (floats.includes(dtype) || isQuantizable(dtype))) || (own === 'uint8' && dtype === 'int32')
  );
}

/**
 * Stored numbers in an element type: floats and blocks in any float type, rounded once where it is narrower, or in the
 * blocks that can be written; whole numbers in int32 where they fit.
 *
 * @param room Where float32 numbers may be put on the way, if it is large enough; else they get memory of their own.
 * @throws {DTypeError} when the kinds differ.
 * @throws {IndexError} for a whole number beyond int32.
 * @throws {FormatError} for a boolean that is neither 0 nor 1.
 */
export function convertStored(
  array: WeightArray,
  dtype: DType,
  where: string,
  room?: Float32Array,
): TypedArray {
  const { type, data } = array;
  if (!isConvertible(type, dtype))
    throw new DTypeError(`${where} is of type ${type}, which does not become ${dtype}`);
  if (dtype === 'bool') checkBooleans(data, where);
  if (stored[dtype] === type && isElementArray(data)) return data;
  if (dtype === 'int32') return narrow(data, where);
  return toFloats(asFloats(array, room), dtype);
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

function asFloats({ type, data }: WeightArray, room?: Float32Array): Float32Array | Float64Array {
  const own = natural[type];
  if (own !== undefined && isQuantized(own) && data instanceof Uint8Array)
    return decodeBlocks(data, own, room);
  if (data instanceof Float32Array || data instanceof Float64Array) return data;
  if (!(data instanceof Uint16Array)) throw new DTypeError(`${type} is not a float type`);
  const values = floatsOf(data.length, room);
  return type === 'F16' ? decodeFloat16(data, values) : decodeBfloat16(data, values);
}

function toFloats(values: Float32Array | Float64Array, dtype: DType): TypedArray {
  if (isQuantizable(dtype)) return encodeBlocks(toFloats(values, 'float32'), dtype);
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
  const own = natural[type];
  if (own !== undefined && isQuantized(own) && data instanceof Uint8Array)
    return firstNonFiniteBlock(data, own);
  if (data instanceof Uint16Array && type !== 'U16') {
    const exponent = type === 'BF16' ? 0x7f80 : 0x7c00;
    return data.findIndex((bits) => (bits & exponent) === exponent);
  }
  if (!(data instanceof Float32Array || data instanceof Float64Array)) return -1;
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return i;
  return -1;
}
