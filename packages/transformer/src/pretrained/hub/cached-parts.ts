import { type ByteSource, DownloadError } from '@heed/core';

/** Bytes of one part. A part is the most that is in memory of a file, and the most that a broken transfer loses. */
export const partBytes: number = 16 * 2 ** 20;

/** A folder of the Cache API, as far as it is used. */
export type CacheFolder = Pick<Cache, 'match' | 'put' | 'delete' | 'keys'>;

/**
 * A file in a folder of the Cache API, in parts. Under its own URL stands how long it is, once all of its parts are there
 * and checked: without that it is not whole.
 */
export class CachedParts {
  readonly #folder: CacheFolder;
  readonly #url: string;
  readonly #path: string;

  /** @param path What messages call the file. */
  constructor(folder: CacheFolder, url: string, path: string) {
    this.#folder = folder;
    this.#url = url;
    this.#path = path;
  }

  /** The file, where it is whole. One that the browser has dropped parts of is no longer. */
  async open(): Promise<ByteSource | undefined> {
    const size = await this.#sealedSize();
    if (size === undefined) return undefined;
    const urls = new Set((await this.#folder.keys(this.#url, { ignoreSearch: true })).map(({ url }) => url));
    for (let index = 0; index * partBytes < size; index++) {
      if (urls.has(this.#partUrl(index))) continue;
      await this.#folder.delete(this.#url);
      return undefined;
    }
    return { name: this.#path, size, read: (start, end) => this.#read(start, Math.min(end, size), size) };
  }

  /** The parts that an earlier transfer left, from the first one on. */
  async *kept(size: number): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
    for (let index = 0; index * partBytes < size; index++) {
      const part = await this.#part(index, size);
      if (part === undefined) return;
      yield new Uint8Array(await part.arrayBuffer());
    }
  }

  /** Writes a part. */
  async put(index: number, part: Blob): Promise<void> {
    await this.#folder.put(this.#partUrl(index), new Response(part));
  }

  /** Declares the file whole. */
  async seal(size: number): Promise<void> {
    await this.#folder.put(this.#url, Response.json({ size }));
  }

  async remove(): Promise<void> {
    for (const { url } of await this.#folder.keys(this.#url, { ignoreSearch: true }))
      await this.#folder.delete(url);
  }

  #partUrl(index: number): string {
    return `${this.#url}?part=${index}`;
  }

  async #sealedSize(): Promise<number | undefined> {
    const found = await this.#folder.match(this.#url);
    const seal: unknown = await found?.json().catch(() => undefined);
    const isSeal = typeof seal === 'object' && seal !== null && 'size' in seal;
    return isSeal && typeof seal.size === 'number' ? seal.size : undefined;
  }

  /** A part, where it is there and as long as it must be. */
  async #part(index: number, size: number): Promise<Blob | undefined> {
    const part = await (await this.#folder.match(this.#partUrl(index)))?.blob();
    return part?.size === Math.min(partBytes, size - index * partBytes) ? part : undefined;
  }

  async #read(start: number, end: number, size: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(Math.max(end - start, 0));
    for (let at = start; at < end; ) {
      const index = Math.floor(at / partBytes);
      const part = await this.#part(index, size);
      if (part === undefined) {
        await this.#folder.delete(this.#url);
        throw new DownloadError(
          `${this.#path}: the browser has dropped the bytes from ${index * partBytes} on from its cache; loaded again, they are fetched`,
        );
      }
      const piece = part.slice(at - index * partBytes, end - index * partBytes);
      bytes.set(new Uint8Array(await piece.arrayBuffer()), at - start);
      at += piece.size;
    }
    return bytes;
  }
}
