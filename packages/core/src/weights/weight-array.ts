import { isQuantized, type QuantizedDType } from '../dtype.ts';
import { DTypeError } from '../errors.ts';
import { checkKind } from '../options.ts';
import { bitsOf, type StoredType } from './stored-type.ts';

/** What GGUF files call the block-quantised types. */
export type BlockType = Uppercase<QuantizedDType>;

/** The element types of stored tensors: those of safetensors, and the blocks of GGUF files. */
export type WeightType = StoredType | BlockType;

/**
 * The numbers of a stored tensor: float16 and bfloat16 as their bits, 64-bit whole numbers as BigInts, blocks as bytes.
 */
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
  readonly type: WeightType;
  readonly shape: readonly number[];
  readonly data: StoredNumbers;
}

/** The types whose numbers can be read and written; not the 4-, 6- and 8-bit floats and complex numbers. */
const readable = 'F64, F32, F16, BF16, I8, I16, I32, I64, U8, U16, U32, U64, BOOL';

/**
 * A typed array over little-endian bytes, blocks as they are; they are copied only when they do not lie at a multiple of their width.
 *
 * @param where What messages call the bytes.
 * @throws {DTypeError} for a type that has no typed array.
 *
 * @example
 * ```ts
 * import { viewStored } from '@heed/core';
 * console.log(viewStored(new Uint8Array([0, 0, 128, 63]), 'F32', 'four bytes')); // Float32Array [1]
 * ```
 */
export function viewStored(bytes: Uint8Array, type: WeightType, where: string): StoredNumbers {
  checkKind('viewStored: bytes', bytes, 'a list');
  checkKind('viewStored: where', where, 'a text');
  if (isBlockType(type)) return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Not by slice, which of a Node Buffer gives no copy.
  const aligned = (bytes.byteOffset * 8) % bitsOf(type) === 0 ? bytes : new Uint8Array(bytes);
  const { buffer, byteOffset: at, byteLength: length } = aligned;
  switch (type) {
    case 'F64':
      return new Float64Array(buffer, at, length / 8);
    case 'F32':
      return new Float32Array(buffer, at, length / 4);
    case 'F16':
    case 'BF16':
    case 'U16':
      return new Uint16Array(buffer, at, length / 2);
    case 'I8':
      return new Int8Array(buffer, at, length);
    case 'I16':
      return new Int16Array(buffer, at, length / 2);
    case 'I32':
      return new Int32Array(buffer, at, length / 4);
    case 'I64':
      return new BigInt64Array(buffer, at, length / 8);
    case 'U8':
    case 'BOOL':
      return new Uint8Array(buffer, at, length);
    case 'U32':
      return new Uint32Array(buffer, at, length / 4);
    case 'U64':
      return new BigUint64Array(buffer, at, length / 8);
    default:
      throw new DTypeError(`${where} is of type ${type}, which cannot be read; readable are ${readable}`);
  }
}

/**
 * True for the name of a block-quantised type in GGUF files.
 *
 * @example
 * ```ts
 * import { isBlockType } from '@heed/core';
 * console.log(isBlockType('Q4_1'), isBlockType('F16')); // true false
 * ```
 */
export function isBlockType(type: string): type is BlockType {
  checkKind('isBlockType: type', type, 'a text');
  return type === type.toUpperCase() && isQuantized(type.toLowerCase());
}

/** True when `data` is the kind of array that holds this type. */
export function holdsType(data: StoredNumbers, type: WeightType, where: string): boolean {
  return viewStored(new Uint8Array(), type, where).constructor === data.constructor;
}
