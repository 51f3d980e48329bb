import { blobSource, checkKind } from '@heed/core';
import type { RunStore } from './run-store.ts';

/**
 * Keeps a run's files in the private folder that a browser gives a site (Origin Private File System): a tab that is closed
 * goes on where it was. Files are written aside and take their name when they are whole.
 *
 * @param folder Name of the run's folder.
 *
 * @example
 * ```ts no-run
 * import { originPrivateStore } from '@heed/transformer/training';
 * const store = await originPrivateStore('my-run');
 * ```
 */
export async function originPrivateStore(folder: string): Promise<RunStore> {
  checkKind('originPrivateStore: folder', folder, 'a text');
  const root = await navigator.storage.getDirectory();
  const directory = await root.getDirectoryHandle(folder, { create: true });
  const sizeOf = async (name: string): Promise<number> => (await existing(directory, name))?.size ?? 0;
  return {
    write: async (name, content) => {
      const handle = await directory.getFileHandle(name, { create: true });
      // What is written takes the file's place when the stream is closed.
      const stream = await handle.createWritable();
      for await (const piece of content) await stream.write(new Uint8Array(piece));
      await stream.close();
    },
    open: async (name) => {
      const file = await existing(directory, name);
      return file === undefined || file.size === 0 ? undefined : blobSource(file);
    },
    append: async (name, content) => {
      const position = await sizeOf(name);
      const handle = await directory.getFileHandle(name, { create: true });
      const stream = await handle.createWritable({ keepExistingData: true });
      await stream.write({ type: 'write', position, data: new Uint8Array(content) });
      await stream.close();
    },
  };
}

async function existing(directory: FileSystemDirectoryHandle, name: string): Promise<File | undefined> {
  try {
    return await (await directory.getFileHandle(name)).getFile();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return undefined;
    throw error;
  }
}
