import { FormatError, foreignFormat, showValue } from '@heed/core';
import type { Cursor } from '../cursor.ts';
import { type GgufValue, readName, readValue } from './metadata.ts';
import { type GgufType, tensorBytes, typeOf } from './tensor-type.ts';

/** What a GGUF header says of one tensor. */
export interface GgufTensor {
  readonly type: GgufType;
  /** Row-major, the reverse of the order in the file. */
  readonly shape: readonly number[];
  /** Offset of the first byte, from the beginning of the file. */
  readonly start: number;
  /** Offset after the last byte. */
  readonly end: number;
}

/** A checked header: every size and offset in it fits the file. */
export interface GgufHeader {
  readonly metadata: ReadonlyMap<string, GgufValue>;
  readonly tensors: ReadonlyMap<string, GgufTensor>;
}

const magic = 0x46554747;
const maximumAxes = 4;
/** A key, the type of a value and a value; a name, the number of axes, the type and the offset. */
const leastBytes = { metadata: 8 + 4 + 1, tensor: 8 + 4 + 4 + 8 };

/**
 * Parses and checks a GGUF header, of version 2 or 3 in little-endian order: all there is.
 *
 * @param size Bytes of the whole file.
 */
export function parseGgufHeader(cursor: Cursor, size: number, file: string): GgufHeader {
  checkVersion(cursor, size, file);
  const tensorCount = cursor.length('the number of tensors');
  const valueCount = cursor.length('the number of metadata values');
  cursor.checkCount(tensorCount, leastBytes.tensor, 'the number of tensors');
  cursor.checkCount(valueCount, leastBytes.metadata, 'the number of metadata values');
  const metadata = new Map<string, GgufValue>();
  for (let index = 0; index < valueCount; index++) {
    const key = readName(cursor, `the key of metadata value ${index}`, file);
    if (metadata.has(key)) throw new FormatError(`${file}: the metadata key ${showValue(key)} stands twice`);
    metadata.set(key, readValue(cursor, key, file));
  }
  const tensors = new Map<string, Omit<GgufTensor, 'end'>>();
  for (let index = 0; index < tensorCount; index++) {
    const name = readName(cursor, `the name of tensor ${index}`, file);
    if (tensors.has(name)) throw new FormatError(`${file}: the tensor ${showValue(name)} stands twice`);
    tensors.set(name, readTensorInfo(cursor, `${file}: tensor ${showValue(name)}`));
  }
  const alignment = readAlignment(metadata, file);
  const dataStart = Math.ceil(cursor.place / alignment) * alignment;
  return { metadata, tensors: placed(tensors, { alignment, dataStart, size, file }) };
}

function checkVersion(cursor: Cursor, size: number, file: string): void {
  const first = size < 24 ? new Uint8Array() : cursor.bytes(8, 'the magic number and the version');
  cursor.place = 0;
  if (size < 24 || cursor.uint32('the magic number') !== magic) {
    throw new FormatError(
      `${file} is no GGUF file: it does not begin with GGUF and a version${foreignFormat(first)}`,
    );
  }
  const version = cursor.uint32('the version');
  if (version === 2 || version === 3) return;
  const known = (version & 0xffff) === 0 ? 'it is in big-endian order' : `its version is ${version}`;
  throw new FormatError(`${file}: ${known}; readable are the versions 2 and 3 in little-endian order`);
}

function readTensorInfo(cursor: Cursor, where: string): Omit<GgufTensor, 'end'> {
  const axes = cursor.uint32('the number of axes');
  if (axes > maximumAxes) throw new FormatError(`${where} has ${axes} axes; ggml has at most ${maximumAxes}`);
  const shape = Array.from({ length: axes }, () => cursor.length('the length of an axis')).reverse();
  const type = typeOf(cursor.uint32('the type of a tensor'), where);
  return { type, shape, start: cursor.length('the offset of a tensor') };
}

function readAlignment(metadata: ReadonlyMap<string, GgufValue>, file: string): number {
  const alignment = metadata.get('general.alignment') ?? 32;
  if (
    typeof alignment === 'number' &&
    alignment >= 1 &&
    alignment <= 2 ** 20 &&
    Number.isInteger(Math.log2(alignment))
  ) {
    return alignment;
  }
  throw new FormatError(`${file}: general.alignment must be a power of two, found ${showValue(alignment)}`);
}

/** Tensors lie one behind the other, each at a multiple of the alignment. */
function placed(
  tensors: ReadonlyMap<string, Omit<GgufTensor, 'end'>>,
  { alignment, dataStart, size, file }: { alignment: number; dataStart: number; size: number; file: string },
): ReadonlyMap<string, GgufTensor> {
  const result = new Map<string, GgufTensor>();
  let free = 0;
  let before = 'the header';
  for (const [name, tensor] of [...tensors].sort(([, a], [, b]) => a.start - b.start)) {
    const where = `${file}: tensor ${showValue(name)}`;
    const { start } = tensor;
    const end = start + tensorBytes(tensor.type, tensor.shape, where);
    if (start % alignment !== 0) {
      throw new FormatError(`${where}: its offset ${start} is no multiple of the alignment ${alignment}`);
    }
    if (start < free) throw new FormatError(`${where}: its offset ${start} lies inside ${before}`);
    if (dataStart + end > size) {
      throw new FormatError(
        `${where}: its bytes ${start} to ${end} end beyond the ${Math.max(size - dataStart, 0)} bytes of data; ` +
          'the file may be cut short',
      );
    }
    result.set(name, { ...tensor, start: dataStart + start, end: dataStart + end });
    free = end;
    before = `tensor ${showValue(name)}`;
  }
  return result;
}
