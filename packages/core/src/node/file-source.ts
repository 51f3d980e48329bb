import { open, stat } from 'node:fs/promises';
import { FormatError } from '../errors.ts';
import { messageOf } from '../message-of.ts';
import type { ByteSource } from '../weights/byte-source.ts';

/** Node reads at most 2 GiB at a time. */
const longestRead = 2 ** 30;

/**
 * A file on disk as a source; it stays open until `close`.
 *
 * @throws {FormatError} that names a file that is not there, is a folder, or is cut while it is read.
 *
 * @example
 * ```ts
 * import { fileSource, writeFileAtomically } from '@heed/core/node';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * const path = join(tmpdir(), 'heed-three-bytes');
 * await writeFileAtomically(path, new Uint8Array([1, 2, 3]));
 * const source = await fileSource(path);
 * console.log(await source.read(1, 3)); // Uint8Array [2, 3]
 * await source.close?.();
 * ```
 */
export async function fileSource(path: string): Promise<ByteSource> {
  if ((await named(path, stat(path))).isDirectory()) throw new FormatError(`${path} is a folder, not a file`);
  const handle = await named(path, open(path, 'r'));
  const { size } = await handle.stat();
  return {
    name: path,
    size,
    async read(start, end, room) {
      const wanted = Math.max(Math.min(end, size) - start, 0);
      const bytes =
        room !== undefined && room.length >= wanted ? room.subarray(0, wanted) : new Uint8Array(wanted);
      let filled = 0;
      while (filled < bytes.length) {
        const length = Math.min(bytes.length - filled, longestRead);
        const { bytesRead } = await handle.read(bytes, filled, length, start + filled);
        if (bytesRead === 0) throw new FormatError(`${path} was cut while it was read: it had ${size} bytes`);
        filled += bytesRead;
      }
      return bytes;
    },
    close: () => handle.close(),
  };
}

/** Gives an error of the file system a class and a code of Heed's. */
export async function named<Value>(path: string, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (cause) {
    throw new FormatError(`${path} cannot be read: ${messageOf(cause)}`, { cause });
  }
}
