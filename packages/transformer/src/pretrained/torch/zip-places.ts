import { type ByteSource, FormatError } from '@heed/core';

/** Where a file lies inside an archive: its own header, and the bytes of its content. */
export interface ZipPlace {
  readonly header: number;
  readonly size: number;
}

const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
/** The end record and the longest comment. */
const longestEnd = 22 + 65_535;
const largestDirectory = 100_000_000;
const overflow = 0xffffffff;

/**
 * The files of a ZIP archive that are stored as they are, as PyTorch stores them, so that parts of them can be read in
 * place (APPNOTE 6.3, with its ZIP64 extension).
 *
 * @throws {FormatError} for what is no such archive, for compressed files, and for places outside the file.
 */
export async function zipPlaces(source: ByteSource): Promise<ReadonlyMap<string, ZipPlace>> {
  const damaged = (what: string): FormatError => new FormatError(`${source.name}: damaged archive: ${what}`);
  const { count, start, size } = await directoryOf(source, damaged);
  if (size > largestDirectory || start + size > source.size)
    throw damaged('its directory is not in the file');
  const bytes = await source.read(start, start + size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places = new Map<string, ZipPlace>();
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > size || view.getUint32(at, true) !== entrySignature)
      throw damaged('an entry of its directory');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) =>
      view.getUint16(at + place, true),
    );
    const [nameEnd, next] = [at + 46 + (nameLength ?? 0), at + 46 + (nameLength ?? 0) + (extraLength ?? 0)];
    if (next > size) throw damaged('an entry of its directory');
    const name = new TextDecoder().decode(bytes.subarray(at + 46, nameEnd));
    if (view.getUint16(at + 10, true) !== 0) throw damaged(`${name} is compressed`);
    const wide = wideNumbers(view, nameEnd, next);
    const [, uncompressed = 0, offset = 0] = [20, 24, 42].map((place) => {
      const value = view.getUint32(at + place, true);
      // The extra field holds, in their order, those that do not fit; the compressed size is the same.
      return value === overflow ? (wide.shift() ?? overflow) : value;
    });
    places.set(name, { header: offset, size: uncompressed });
    at = next + (commentLength ?? 0);
  }
  return places;
}

/**
 * The first byte of a file's content. It lies behind a header of its own, whose extra field may have another length than
 * the directory's.
 *
 * @throws {FormatError} if it is not where the directory says, or not in the archive.
 */
export async function contentStart(source: ByteSource, { header, size }: ZipPlace): Promise<number> {
  const damaged = new FormatError(`${source.name}: damaged archive: nothing lies at ${header}`);
  if (header + 30 > source.size) throw damaged;
  const bytes = await source.read(header, header + 30);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== localSignature) throw damaged;
  const start = header + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  if (start + size > source.size) throw damaged;
  return start;
}

async function directoryOf(
  source: ByteSource,
  damaged: (what: string) => FormatError,
): Promise<{ count: number; start: number; size: number }> {
  const first = Math.max(0, source.size - longestEnd);
  const bytes = await source.read(first, source.size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = bytes.length - 22;
  while (at >= 0 && view.getUint32(at, true) !== endSignature) at--;
  if (at < 0) throw damaged('it has no end');
  const [count, size, start] = [
    view.getUint16(at + 10, true),
    view.getUint32(at + 12, true),
    view.getUint32(at + 16, true),
  ];
  if (start !== overflow && size !== overflow && count !== 0xffff) return { count, start, size };
  if (at < 20) throw damaged('it has no end');
  const place = Number(view.getBigUint64(at - 20 + 8, true));
  if (place + 56 > source.size) throw damaged('it has no end');
  const record = await source.read(place, place + 56);
  const wide = new DataView(record.buffer, record.byteOffset, record.byteLength);
  if (wide.getUint32(0, true) !== end64Signature) throw damaged('it has no end');
  const number = (offset: number): number => Number(wide.getBigUint64(offset, true));
  return { count: number(32), size: number(40), start: number(48) };
}

/** The 64-bit numbers of the extra field with the tag 1. */
function wideNumbers(view: DataView, start: number, end: number): number[] {
  for (let at = start; at + 4 <= end; ) {
    const [tag, length] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    if (tag === 1) {
      const count = Math.floor(Math.min(length, end - at - 4) / 8);
      return Array.from({ length: count }, (_, index) => Number(view.getBigUint64(at + 4 + 8 * index, true)));
    }
    at += 4 + length;
  }
  return [];
}
