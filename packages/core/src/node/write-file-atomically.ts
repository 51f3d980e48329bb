import { randomUUID } from 'node:crypto';
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OptionError } from '../errors.ts';
import { showValue } from '../weights/strict-json.ts';
import { checkPath, writing } from './writing.ts';

/** What a file is written from: bytes, or pieces of them in turn. */
export type Chunks = Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** A temporary file that nobody has written to for an hour was left by a process that was killed. */
const abandonedAfter = 3_600_000;

/**
 * Writes a file so that nobody ever sees half of it: under a temporary name in the same folder, to the disk, then
 * renamed. A failure on the way leaves what was there before and no temporary file. Of several writers at once the last
 * wins, whole.
 *
 * @throws {WriteError} for what the file system refuses; what the pieces' maker throws.
 *
 * @example
 * ```ts
 * import { writeFileAtomically } from '@heed/core/node';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * await writeFileAtomically(join(tmpdir(), 'heed-note.txt'), new TextEncoder().encode('whole or not at all'));
 * ```
 */
export async function writeFileAtomically(path: string, content: Chunks): Promise<void> {
  checkPath('writeFileAtomically', path);
  if (!(Symbol.iterator in Object(content) || Symbol.asyncIterator in Object(content))) {
    throw new OptionError(
      `writeFileAtomically: content must be bytes or pieces of them, got ${showValue(content)}`,
    );
  }
  const folder = dirname(path);
  const prefix = `.${basename(path)}.`;
  await removeAbandoned(folder, prefix);
  const temporary = join(folder, `${prefix}${randomUUID()}.tmp`);
  await writing(path, async () => {
    const handle = await open(temporary, 'wx');
    try {
      await writeAndClose(handle, content);
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  });
  await syncFolder(folder);
}

async function writeAndClose(handle: FileHandle, content: Chunks): Promise<void> {
  try {
    for await (const chunk of content instanceof Uint8Array ? [content] : content)
      await handle.writeFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function removeAbandoned(folder: string, prefix: string): Promise<void> {
  // A folder that cannot be listed may still be written to; one that is not there fails at the next step.
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith(prefix) || !name.endsWith('.tmp')) continue;
    const path = join(folder, name);
    const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now());
    if (age > abandonedAfter) await rm(path, { force: true });
  }
}

/** Makes the rename itself last through a power cut, on systems that can. */
async function syncFolder(folder: string): Promise<void> {
  try {
    await using handle = await open(folder, 'r');
    await handle.sync();
  } catch {
    // Windows does not open folders; the file is whole either way.
  }
}
