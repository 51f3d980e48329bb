import { readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { FormatError, showValue } from '@heed/core';
import { fileSource } from '@heed/core/node';
import type { PretrainedFiles } from '../pretrained/pretrained-files.ts';

/**
 * The files of a folder on disk, and of the folders in it.
 *
 * @throws {FormatError} for a folder that cannot be read.
 */
export async function folderFiles(folder: string): Promise<PretrainedFiles> {
  const entries = await list(folder);
  const names = entries.map((name) => name.split(sep).join('/'));
  return {
    name: folder,
    names,
    async open(name) {
      if (!names.includes(name)) throw new FormatError(`${folder} has no ${showValue(name)}`);
      return await fileSource(join(folder, ...name.split('/')));
    },
  };
}

async function list(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() || entry.isSymbolicLink());
    return files.map(({ parentPath, name }) => join(parentPath, name).slice(join(folder, sep).length));
  } catch (cause) {
    throw new FormatError(`${folder} cannot be read: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
}
