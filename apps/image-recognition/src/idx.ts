import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { FormatError } from '@heed/core';

/** An array of bytes with its sizes, as MNIST and its kin are published. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/** The largest array that is read: MNIST has 47 MB. */
const maximumBytes = 2_000_000_000;

/**
 * Reads an IDX file of bytes (LeCun et al., http://yann.lecun.com/exdb/mnist), gzipped or not.
 *
 * @throws {FormatError} for what is no such file, is cut short or too long, naming the file.
 */
export async function readIdxFile(path: string): Promise<IdxArray> {
  const raw = await readFile(path);
  let bytes: Uint8Array = raw;
  if (raw[0] === 0x1f && raw[1] === 0x8b) {
    try {
      bytes = gunzipSync(raw, { maxOutputLength: maximumBytes });
    } catch (cause) {
      throw new FormatError(`${path}: not a whole gzip file`, { cause });
    }
  }
  return parseIdx(bytes, path);
}

/** Reads the bytes of an IDX file: two zeros, the type (8: bytes), the number of axes, their sizes, the numbers. */
export function parseIdx(bytes: Uint8Array, name: string): IdxArray {
  const axes = bytes[3] ?? 0;
  if (bytes[0] !== 0 || bytes[1] !== 0 || bytes[2] !== 8 || axes < 1 || axes > 4) {
    throw new FormatError(`${name}: not an IDX file of bytes with 1 to 4 axes`);
  }
  const start = 4 + 4 * axes;
  if (bytes.length < start) throw new FormatError(`${name}: cut short in its header`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const size = shape.reduce((product, length) => product * length, 1);
  if (bytes.length - start !== size) {
    throw new FormatError(
      `${name}: an array of ${shape.join(' × ')} has ${size} bytes, the file has ${bytes.length - start}`,
    );
  }
  return { shape, data: new Uint8Array(bytes.buffer, bytes.byteOffset + start, size) };
}
