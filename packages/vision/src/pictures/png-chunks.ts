import { FormatError, joinBytes } from '@heed/core';
import { Unzlib } from 'fflate';

/** The chunks that pixels are made of. Others (profiles, texts, further frames) may hold bombs and are left out. */
const needed: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);

const channelsByType: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Places of Adam7's seven passes: first column and row, steps between columns and rows. */
const passes = [
  ...([[0, 0, 8, 8] as const, [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4]] as const),
  ...([[0, 2, 2, 4] as const, [1, 0, 2, 2], [0, 1, 1, 2]] as const),
];

/** Bytes that are inflated at once: no more than a thousand times as many can come out. */
const slice = 2048;

/**
 * A PNG with nothing but the chunks that its pixels need, after a look at how much its data inflate to: no more than the
 * header promises is ever allocated.
 *
 * @throws {FormatError} for chunks that break the format, and for data of another length than the header says.
 */
export function checkPng(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  let expected: number | undefined;
  let inflated = 0;
  const inflator = new Unzlib((chunk) => {
    inflated += chunk.length;
    if (inflated > (expected ?? 0)) {
      throw new FormatError(
        `a PNG whose data inflate to more than the ${expected} bytes of its header's size`,
      );
    }
  });
  let at = 8;
  let ended = false;
  while (!ended) {
    if (at + 12 > bytes.length) throw new FormatError(`a PNG that is cut short, after ${bytes.length} bytes`);
    const length = view.getUint32(at);
    const type = new TextDecoder('latin1').decode(bytes.subarray(at + 4, at + 8));
    const end = at + 12 + length;
    if (end > bytes.length) {
      throw new FormatError(
        `a PNG that is cut short: ${type} ends at byte ${end}, the file at ${bytes.length}`,
      );
    }
    if (needed.has(type)) kept.push(bytes.subarray(at, end));
    if (type === 'IHDR') expected = rawLength(bytes.subarray(at + 8, end - 4), length);
    if (type === 'IDAT') {
      if (expected === undefined) throw new FormatError('a PNG with data before its header');
      for (let start = at + 8; start < end - 4; start += slice) {
        inflator.push(bytes.subarray(start, Math.min(start + slice, end - 4)));
      }
    }
    ended = type === 'IEND';
    at = end;
  }
  inflator.push(new Uint8Array(0), true);
  if (inflated !== expected) {
    throw new FormatError(
      `a PNG whose data inflate to ${inflated} bytes; its header's size needs ${expected}`,
    );
  }
  return joinBytes(kept);
}

/** Bytes of the filtered rows that a header promises. */
function rawLength(header: Uint8Array, length: number): number {
  if (length !== 13) throw new FormatError(`a PNG with a header of ${length} bytes; it must have 13`);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const channels = channelsByType[header[9] ?? -1];
  if (channels === undefined) throw new FormatError(`a PNG of colour type ${header[9]}`);
  const bits = (header[8] ?? 0) * channels;
  const size = (columns: number, rows: number): number => {
    return columns === 0 || rows === 0 ? 0 : rows * (1 + Math.ceil((columns * bits) / 8));
  };
  if (header[12] === 0) return size(width, height);
  return passes.reduce((sum, [x, y, right, down]) => {
    return sum + size(Math.ceil((width - x) / right), Math.ceil((height - y) / down));
  }, 0);
}
