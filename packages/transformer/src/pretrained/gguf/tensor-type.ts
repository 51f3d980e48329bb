import {
  type BlockType,
  blockFormat,
  DTypeError,
  FormatError,
  isBlockType,
  isQuantized,
  naturalDType,
  type StoredType,
} from '@heed/core';

/** The element types of GGUF tensors that can be read: those of safetensors, and blocks of quantised numbers. */
export type GgufType =
  | Extract<StoredType, 'F32' | 'F16' | 'BF16' | 'F64' | 'I8' | 'I16' | 'I32' | 'I64'>
  | BlockType;

/** ggml's types by their number in the file; those that cannot be read are here for the message. */
const types: ReadonlyMap<number, string> = new Map([
  [0, 'F32'],
  [1, 'F16'],
  [2, 'Q4_0'],
  [3, 'Q4_1'],
  [6, 'Q5_0'],
  [7, 'Q5_1'],
  [8, 'Q8_0'],
  [9, 'Q8_1'],
  [10, 'Q2_K'],
  [11, 'Q3_K'],
  [12, 'Q4_K'],
  [13, 'Q5_K'],
  [14, 'Q6_K'],
  [15, 'Q8_K'],
  [16, 'IQ2_XXS'],
  [17, 'IQ2_XS'],
  [18, 'IQ3_XXS'],
  [19, 'IQ1_S'],
  [20, 'IQ4_NL'],
  [21, 'IQ3_S'],
  [22, 'IQ2_S'],
  [23, 'IQ4_XS'],
  [24, 'I8'],
  [25, 'I16'],
  [26, 'I32'],
  [27, 'I64'],
  [28, 'F64'],
  [29, 'IQ1_M'],
  [30, 'BF16'],
  [34, 'TQ1_0'],
  [35, 'TQ2_0'],
  [39, 'MXFP4'],
]);

const plainBytes: Readonly<Record<Exclude<GgufType, BlockType>, number>> = {
  F32: 4,
  F16: 2,
  BF16: 2,
  F64: 8,
  I8: 1,
  I16: 2,
  I32: 4,
  I64: 8,
};

function isPlain(name: string): name is Exclude<GgufType, BlockType> {
  return Object.hasOwn(plainBytes, name);
}

/**
 * The type of a tensor, by its number.
 *
 * @throws {DTypeError} for one that cannot be read.
 */
export function typeOf(number: number, where: string): GgufType {
  const name = types.get(number);
  if (name !== undefined && (isPlain(name) || isBlockType(name))) return name;
  const readable = [...types.values()].filter((one) => isPlain(one) || isBlockType(one));
  throw new DTypeError(
    `${where} is of type ${name ?? number}, which cannot be read; readable are ${readable.join(', ')}`,
  );
}

/** Numbers that stand together, and their bytes. */
function unitOf(type: GgufType): { readonly size: number; readonly bytes: number } {
  if (!isBlockType(type)) return { size: 1, bytes: plainBytes[type] };
  const dtype = naturalDType(type);
  if (dtype === undefined || !isQuantized(dtype)) throw new DTypeError(`${type} is no type of blocks`);
  return blockFormat(dtype);
}

/**
 * Bytes of a tensor.
 *
 * @param shape Row-major; blocks lie along the last axis.
 * @throws {FormatError} when a row does not end with a block, or the size is beyond 2⁵³.
 */
export function tensorBytes(type: GgufType, shape: readonly number[], where: string): number {
  const { size, bytes } = unitOf(type);
  const row = shape.at(-1) ?? 1;
  if (row % size !== 0) {
    throw new FormatError(
      `${where}: a row of ${row} numbers is no whole number of ${type} blocks, of ${size} each`,
    );
  }
  const total = shape.reduce((product, length) => product * length, bytes / size);
  if (shape.reduce((product, length) => product * length, 1) * bytes > Number.MAX_SAFE_INTEGER) {
    throw new FormatError(`${where}: shape [${shape.join(', ')}] of ${type} is too large`);
  }
  return Math.round(total);
}
