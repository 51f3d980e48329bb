import { readFile } from 'node:fs/promises';

/** A file's bytes. In a page its twin of `page/` fetches them. */
export async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return Uint8Array.from(await readFile(path));
}

/** What a file of JSON says. */
export async function readJson(path: string): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await readBytes(path)));
}
