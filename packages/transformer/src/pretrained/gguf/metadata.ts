import { FormatError, type StoredNumbers, type StoredType, showValue, viewStored } from '@heed/core';
import type { Cursor } from '../cursor.ts';

/**
 * A value of a GGUF file's metadata. Whole numbers of 64 bits are numbers where they are exact, and BigInts beyond;
 * lists of numbers are typed arrays.
 */
export type GgufValue =
  | string
  | number
  | bigint
  | boolean
  | readonly string[]
  | readonly boolean[]
  | StoredNumbers;

const uint32 = 4;
const boolean = 7;
const text = 8;
const list = 9;

/** The numeric types, by their number in the file. */
const numeric: ReadonlyMap<number, { readonly type: StoredType; readonly bytes: number }> = new Map([
  [0, { type: 'U8', bytes: 1 }],
  [1, { type: 'I8', bytes: 1 }],
  [2, { type: 'U16', bytes: 2 }],
  [3, { type: 'I16', bytes: 2 }],
  [uint32, { type: 'U32', bytes: 4 }],
  [5, { type: 'I32', bytes: 4 }],
  [6, { type: 'F32', bytes: 4 }],
  [boolean, { type: 'BOOL', bytes: 1 }],
  [10, { type: 'U64', bytes: 8 }],
  [11, { type: 'I64', bytes: 8 }],
  [12, { type: 'F64', bytes: 8 }],
]);

const names = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const texts = new TextDecoder('utf-8', { ignoreBOM: true });

/** A key or the name of a tensor: UTF-8 to the last byte. */
export function readName(cursor: Cursor, what: string, file: string): string {
  const bytes = cursor.bytes(cursor.length(`the length of ${what}`), what);
  try {
    return names.decode(bytes);
  } catch (cause) {
    throw new FormatError(`${file}: ${what} is not valid UTF-8`, { cause });
  }
}

/** Reads the value behind a key. */
export function readValue(cursor: Cursor, key: string, file: string): GgufValue {
  const what = `metadata ${showValue(key)}`;
  const type = cursor.uint32(`the type of ${what}`);
  if (type === text) return readText(cursor, what);
  if (type === list) return readList(cursor, what, file);
  const [value] = readNumbers(cursor, type, 1, what, file);
  if (type === boolean) return value !== 0;
  return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : (value ?? 0);
}

/** Tokens of vocabularies may hold broken UTF-8, which becomes U+FFFD. */
function readText(cursor: Cursor, what: string): string {
  return texts.decode(cursor.bytes(cursor.length(`the length of ${what}`), what));
}

function readList(cursor: Cursor, what: string, file: string): GgufValue {
  const type = cursor.uint32(`the element type of ${what}`);
  const length = cursor.length(`the length of ${what}`);
  if (type === text) {
    cursor.checkCount(length, 8, `the length of ${what}`);
    return Array.from({ length }, () => readText(cursor, what));
  }
  const numbers = readNumbers(cursor, type, length, what, file);
  return type === boolean ? Array.from(numbers, Boolean) : numbers;
}

function readNumbers(cursor: Cursor, type: number, count: number, what: string, file: string): StoredNumbers {
  const found = numeric.get(type);
  if (found === undefined) {
    throw new FormatError(
      `${file}: ${what} is of the type ${type}, which is none of a metadata value or list`,
    );
  }
  cursor.checkCount(count, found.bytes, `the length of ${what}`);
  // A copy: the bytes of the whole header need not live as long as this.
  return viewStored(new Uint8Array(cursor.bytes(count * found.bytes, what)), found.type, what);
}
