import { readFile, stat } from 'node:fs/promises';
import { FormatError } from '../errors.ts';
import { named } from './file-source.ts';

/**
 * Reads a file whole that is no larger than it can be: a wrong path must not fill the memory.
 *
 * @param name What messages call it; its path by default.
 * @throws {FormatError} for a file that is not there or cannot be read, and for a larger one.
 *
 * @example
 * ```ts
 * import { readFileWithin, writeFileAtomically } from '@heed/core/node';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * const path = join(tmpdir(), 'heed-four-bytes');
 * await writeFileAtomically(path, new Uint8Array([1, 2, 3, 4]));
 * console.log((await readFileWithin(path, 1000)).length); // 4
 * ```
 */
export async function readFileWithin(
  path: string | URL,
  maximumBytes: number,
  name: string = String(path),
): Promise<Uint8Array> {
  const { size } = await named(name, stat(path));
  if (!(size <= maximumBytes)) throw new FormatError(`${name}: ${size} bytes; the limit is ${maximumBytes}`);
  return named(name, readFile(path));
}
