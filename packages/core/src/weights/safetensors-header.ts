import { FormatError } from '../errors.ts';
import { foreignFormat } from './foreign-format.ts';
import { isStoredType, type StoredType, storedBytes } from './stored-type.ts';
import { isJsonObject, parseStrictJson, showValue } from './strict-json.ts';
import type { WeightType } from './weight-array.ts';

/** The longest header that the format allows, in bytes. */
export const maximumHeaderBytes = 100_000_000;

/** Bytes of the length that a file begins with. */
export const lengthBytes = 8;

/** What a header says of one tensor. */
export interface WeightEntry {
  /** Element type. */
  readonly type: WeightType;
  readonly shape: readonly number[];
}

/** The same, with the place of the tensor's bytes in the file. */
export interface PlacedEntry extends WeightEntry {
  readonly type: StoredType;
  /** Offset of the first byte, from the beginning of the file. */
  readonly start: number;
  /** Offset after the last byte. */
  readonly end: number;
}

/** A checked header: every size and offset in it fits the file. */
export interface SafetensorsHeader {
  /** The tensors by name, in the order of their bytes. */
  readonly entries: ReadonlyMap<string, PlacedEntry>;
  /** The texts under `__metadata__`; has no prototype. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * The header's length, from the first eight bytes: a little-endian 64-bit number, which a double cannot hold.
 *
 * @param first The first eight bytes, or all there are.
 * @param size Bytes of the whole file.
 */
export function readHeaderLength(first: Uint8Array, size: number, file: string): number {
  if (first.length < lengthBytes) {
    throw new FormatError(
      `${file}: ${size} bytes are no safetensors file, which begins with a length of 8 bytes`,
    );
  }
  const length = new DataView(first.buffer, first.byteOffset, lengthBytes).getBigUint64(0, true);
  if (length > BigInt(maximumHeaderBytes)) {
    throw new FormatError(
      `${file}: header length ${length}${asText(first)} is over the limit of ${maximumHeaderBytes} bytes${foreignFormat(first)}`,
    );
  }
  if (length < 2n) throw new FormatError(`${file}: header length ${length}, the shortest header is {}`);
  if (length > BigInt(size - lengthBytes)) {
    throw new FormatError(
      `${file}: header length ${length}${asText(first)} is more than the ${size - lengthBytes} bytes that follow${foreignFormat(first)}`,
    );
  }
  return Number(length);
}

/** Helps to see that a text file came instead of weights. */
function asText(first: Uint8Array): string {
  const text = String.fromCharCode(...first.subarray(0, lengthBytes));
  return /^[\s\x20-\x7e]+$/.test(text) ? ` (the file begins with the text ${JSON.stringify(text)})` : '';
}

/**
 * Parses and checks a header.
 *
 * @param json The bytes after the length.
 * @param size Bytes of the whole file.
 */
export function parseHeader(json: Uint8Array, size: number, file: string): SafetensorsHeader {
  const text = decodeText(json, file);
  if (!text.startsWith('{')) {
    throw new FormatError(
      `${file}: the header must begin with {, not ${showValue(text.slice(0, 20))}${foreignLength(json.length)}`,
    );
  }
  const header = parseStrictJson(text, `${file}: header`);
  if (!isJsonObject(header)) throw new FormatError(`${file}: the header is no object`);
  const dataStart = lengthBytes + json.length;
  const entries: [string, PlacedEntry][] = [];
  let metadata: Readonly<Record<string, string>> = Object.create(null);
  for (const [name, value] of Object.entries(header)) {
    if (name === '__metadata__') metadata = parseMetadata(value, file);
    else entries.push([name, parseEntry(value, dataStart, `${file}: tensor ${showValue(name)}`)]);
  }
  entries.sort(([, a], [, b]) => a.start - b.start || a.end - b.end);
  checkCoverage(entries, dataStart, size, file);
  return { entries: new Map(entries), metadata };
}

/** What the first bytes, taken for a length that lies within the file, are in truth. */
function foreignLength(length: number): string {
  return foreignFormat(Uint8Array.of(length & 0xff, (length >> 8) & 0xff));
}

function decodeText(json: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(json);
  } catch (cause) {
    throw new FormatError(`${file}: the header is not valid UTF-8${foreignLength(json.length)}`, { cause });
  }
}

function parseMetadata(value: unknown, file: string): Readonly<Record<string, string>> {
  const metadata: Record<string, string> = Object.create(null);
  if (!isJsonObject(value))
    throw new FormatError(`${file}: __metadata__ is ${showValue(value)}, no object of texts`);
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== 'string') {
      throw new FormatError(`${file}: __metadata__ ${showValue(key)} is ${showValue(text)}, not a text`);
    }
    metadata[key] = text;
  }
  return metadata;
}

function parseEntry(value: unknown, dataStart: number, where: string): PlacedEntry {
  if (!isJsonObject(value)) throw new FormatError(`${where} is ${showValue(value)}, no object`);
  const { dtype: type, shape, data_offsets: offsets } = value;
  if (!isStoredType(type)) throw new FormatError(`${where}: unknown dtype ${showValue(type)}`);
  if (!isSizes(shape))
    throw new FormatError(`${where}: shape ${showValue(shape)} is no list of whole numbers ≥ 0`);
  if (!isSizes(offsets) || offsets.length !== 2) {
    throw new FormatError(`${where}: data_offsets ${showValue(offsets)} are no two whole numbers ≥ 0`);
  }
  const [begin = 0, end = 0] = offsets;
  if (begin > end) throw new FormatError(`${where}: data_offsets [${begin}, ${end}] run backwards`);
  const bytes = storedBytes(type, shape, where);
  if (end - begin !== bytes) {
    throw new FormatError(
      `${where}: data_offsets [${begin}, ${end}] hold ${end - begin} bytes, ` +
        `but ${type} of shape [${shape.join(', ')}] takes ${bytes}`,
    );
  }
  return { type, shape, start: dataStart + begin, end: dataStart + end };
}

function isSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((length) => Number.isSafeInteger(length) && length >= 0);
}

/** The tensors, in order, must fill the rest of the file without gap or overlap. */
function checkCoverage(
  entries: readonly (readonly [string, PlacedEntry])[],
  dataStart: number,
  size: number,
  file: string,
): void {
  let covered = dataStart;
  let before = 'the header';
  for (const [name, { start, end }] of entries) {
    const where = `${file}: tensor ${showValue(name)}: data_offsets [${start - dataStart}, ${end - dataStart}]`;
    if (start < covered) throw new FormatError(`${where} overlap with ${before}`);
    if (start > covered)
      throw new FormatError(`${where} leave a gap of ${start - covered} bytes after ${before}`);
    if (end > size) {
      throw new FormatError(
        `${where} end beyond the ${size - dataStart} bytes of data; the file may be cut short`,
      );
    }
    covered = end;
    before = `tensor ${showValue(name)}`;
  }
  if (covered < size)
    throw new FormatError(`${file}: ${size - covered} bytes after ${before} belong to no tensor`);
}
