import { appendFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileSource, makeFolder, writeFileAtomically } from '@heed/core/node';
import type { RunStore } from '../../training/runs/run-store.ts';

/**
 * Keeps a run's files in a folder, which is made if need be. Files are written under a temporary name and renamed: a
 * process that is killed leaves the old file or the new one.
 *
 * @example
 * ```ts
 * import { folderStore } from '@heed/transformer/training/node';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * const store = folderStore(join(tmpdir(), 'heed-run'));
 * await store.append('note.txt', new TextEncoder().encode('hello'));
 * ```
 */
export function folderStore(folder: string): RunStore {
  return {
    write: async (name, content) => {
      await makeFolder(folder);
      await writeFileAtomically(join(folder, name), content);
    },
    open: async (name) => {
      const path = join(folder, name);
      if (!(await exists(path))) return undefined;
      return await fileSource(path);
    },
    append: async (name, content) => {
      await makeFolder(folder);
      await appendFile(join(folder, name), content);
    },
  };
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
