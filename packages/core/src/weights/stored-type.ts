import { FormatError } from '../errors.ts';

/** The element types that a safetensors file names. */
export type StoredType =
  | 'BOOL'
  | 'F4'
  | 'F6_E2M3'
  | 'F6_E3M2'
  | 'U8'
  | 'I8'
  | 'F8_E5M2'
  | 'F8_E4M3'
  | 'F8_E8M0'
  | 'F8_E4M3FNUZ'
  | 'F8_E5M2FNUZ'
  | 'I16'
  | 'U16'
  | 'F16'
  | 'BF16'
  | 'I32'
  | 'U32'
  | 'F32'
  | 'C64'
  | 'F64'
  | 'I64'
  | 'U64';

/** Bits of one element, in the order of alignment. Writers put the last types first, so that each tensor is aligned. */
const widths: ReadonlyMap<string, number> = new Map<StoredType, number>([
  ['BOOL', 8],
  ['F4', 4],
  ['F6_E2M3', 6],
  ['F6_E3M2', 6],
  ['U8', 8],
  ['I8', 8],
  ['F8_E5M2', 8],
  ['F8_E4M3', 8],
  ['F8_E8M0', 8],
  ['F8_E4M3FNUZ', 8],
  ['F8_E5M2FNUZ', 8],
  ['I16', 16],
  ['U16', 16],
  ['F16', 16],
  ['BF16', 16],
  ['I32', 32],
  ['U32', 32],
  ['F32', 32],
  ['C64', 64],
  ['F64', 64],
  ['I64', 64],
  ['U64', 64],
]);

const order = [...widths.keys()];

/** True for a type that the format knows. */
export function isStoredType(value: unknown): value is StoredType {
  return typeof value === 'string' && widths.has(value);
}

/** The place of a type in the order of writing, from the narrowest type to the widest. */
export function rankOf(type: StoredType): number {
  return order.indexOf(type);
}

/** Bits of one element. */
export function bitsOf(type: StoredType): number {
  return widths.get(type) ?? 0;
}

/**
 * Bytes of a tensor, in ordinary numbers that are exact or refused.
 *
 * @throws {FormatError} when the size is beyond 2⁵³ or no whole number of bytes.
 */
export function storedBytes(type: StoredType, shape: readonly number[], where: string): number {
  let bits = bitsOf(type);
  for (const length of shape) {
    bits *= length;
    if (!Number.isSafeInteger(bits)) {
      throw new FormatError(`${where}: shape [${shape.join(', ')}] of ${type} is too large`);
    }
  }
  if (bits % 8 !== 0) {
    throw new FormatError(`${where}: shape [${shape.join(', ')}] of ${type} does not end at a whole byte`);
  }
  return bits / 8;
}
