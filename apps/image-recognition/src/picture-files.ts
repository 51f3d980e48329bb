import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FormatError } from '@heed/core';

const extensions = /\.(png|jpe?g|webp|avif|gif)$/i;

/**
 * The picture files that paths mean: a file is itself, a folder all pictures in it and below, in order.
 *
 * @throws {FormatError} for a path that is not there, or a folder without pictures.
 */
export async function pictureFiles(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const kind = await stat(path).catch((cause: unknown) => {
      throw new FormatError(`there is no ${path}`, { cause });
    });
    if (!kind.isDirectory()) {
      found.push(path);
      continue;
    }
    const names = (await readdir(path, { recursive: true })).filter((name) => extensions.test(name)).sort();
    if (names.length === 0) throw new FormatError(`${path} holds no PNG, JPEG, WebP, AVIF or GIF file`);
    found.push(...names.map((name) => join(path, name)));
  }
  return found;
}
