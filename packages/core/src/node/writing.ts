import { mkdir } from 'node:fs/promises';
import { OptionError, WriteError } from '../errors.ts';
import { showValue } from '../weights/strict-json.ts';

/** Refuses, of callers without types, what is no path. */
export function checkPath(name: string, path: unknown): void {
  if (typeof path === 'string' && path !== '') return;
  throw new OptionError(`${name}: a path must be a text, got ${showValue(path)}`);
}

/**
 * Runs what writes to a path. What the system refuses becomes an error that names the path; other errors pass.
 *
 * @throws {WriteError}
 */
export async function writing<Result>(path: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
    throw new WriteError(`${path} cannot be written: ${cause.message}`, { cause });
  }
}

/**
 * Makes a folder, and those around it, where it is not there.
 *
 * @throws {WriteError} that names the folder, for what cannot be made.
 *
 * @example
 * ```ts
 * import { makeFolder } from '@heed/core/node';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * await makeFolder(join(tmpdir(), 'heed-runs', 'first'));
 * ```
 */
export async function makeFolder(folder: string): Promise<void> {
  checkPath('makeFolder', folder);
  await writing(folder, () => mkdir(folder, { recursive: true }));
}
