import { type ByteSource, DownloadError } from '@heed/core';
import { CachedParts, type CacheFolder, partBytes } from './cached-parts.ts';
import { beginChecksum, checkSum } from './checksum.ts';
import type { Download, HubCache, HubFile, HubSnapshot, KeptRevision } from './hub-cache.ts';
import { MemoryCache } from './memory-cache.ts';

const root = 'https://heed.invalid';

/** The part of the Cache API that is used. */
export interface CacheFolders {
  /** Opens one by its name, and makes it where there is none. */
  open(name: string): Promise<CacheFolder>;
}

/**
 * Keeps files in the Cache API of a browser, each in parts of 16 MiB, so that a transfer that was broken off goes on where
 * it ended, and tensors are read without the whole file in memory. A file counts from the moment when all its parts are
 * there and have the hash that the hub promised; one that the browser has dropped a part of is fetched again.
 *
 * Where the browser keeps nothing (no room, a private window, a page without an origin), files stay in memory, with one
 * warning on the console that names the reason.
 *
 * @example
 * ```ts no-run
 * import { BrowserCache, fromPretrained } from '@heed/transformer';
 * const cache = new BrowserCache(caches, 'my-models');
 * const { model } = await fromPretrained('HuggingFaceTB/SmolLM2-135M-Instruct', { cache });
 * ```
 */
export class BrowserCache implements HubCache {
  readonly #caches: CacheFolders;
  readonly #name: string;
  readonly #memory = new MemoryCache();
  #warned = false;

  /** @param name The name under which the browser keeps it. */
  constructor(caches: CacheFolders, name = 'heed-pretrained') {
    this.#caches = caches;
    this.#name = name;
  }

  async recall(repository: string, revision: string): Promise<KeptRevision | undefined> {
    const folder = await this.#folder();
    const noted = await folder?.match(revisionUrl(repository, revision));
    const commit = noted === undefined ? revision : await noted.text();
    const start = fileUrl({ repository, commit }, '');
    const paths = ((await folder?.keys()) ?? [])
      .map(({ url }) => url)
      .filter((url) => url.startsWith(start) && !url.includes('?'))
      .map((url) => decodeURIComponent(url.slice(start.length)));
    return paths.length === 0 ? undefined : { commit, paths };
  }

  async remember({ repository, commit }: HubSnapshot, revision: string): Promise<void> {
    const folder = await this.#folder();
    await folder?.put(revisionUrl(repository, revision), new Response(commit)).catch(() => undefined);
  }

  async open(snapshot: HubSnapshot, path: string): Promise<ByteSource | undefined> {
    const folder = await this.#folder();
    const kept = folder && (await new CachedParts(folder, fileUrl(snapshot, path), path).open());
    return kept ?? (await this.#memory.open(snapshot, path));
  }

  async store(snapshot: HubSnapshot, file: HubFile, download: Download): Promise<void> {
    const folder = await this.#folder();
    if (folder === undefined) {
      await this.#memory.store(snapshot, file, download);
      return;
    }
    const url = fileUrl(snapshot, file.path);
    await exclusively(url, async () => {
      const parts = new CachedParts(folder, url, file.path);
      if ((await parts.open()) !== undefined) return;
      const loading = new Loading(parts, file, (reason) => this.#warn(file.path, reason));
      const inMemory = await loading.run(download);
      if (inMemory !== undefined) this.#memory.keep(snapshot, file.path, inMemory);
    });
  }

  async #folder(): Promise<CacheFolder | undefined> {
    try {
      return await this.#caches.open(this.#name);
    } catch (error) {
      this.#warn('what is downloaded', error);
      return undefined;
    }
  }

  #warn(what: string, reason: unknown): void {
    const named = reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
    if (!this.#warned) {
      console.warn(
        `heed: the browser does not keep ${what} (${named}); it stays in memory and is fetched again next time`,
      );
    }
    this.#warned = true;
  }
}

function fileUrl({ repository, commit }: HubSnapshot, path: string): string {
  return `${root}/${repository}/${commit}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

function revisionUrl(repository: string, revision: string): string {
  return `${root}/${repository}/revisions/${encodeURIComponent(revision)}`;
}

/** One tab at a time, where the browser has locks. */
async function exclusively(name: string, work: () => Promise<void>): Promise<void> {
  const { locks } = globalThis.navigator ?? {};
  await (locks === undefined ? work() : locks.request(name, work));
}

/** A file on its way into the cache; from the moment when the browser takes no more of it, into memory. */
class Loading {
  readonly #parts: CachedParts;
  readonly #file: HubFile;
  readonly #refused: (reason: unknown) => void;
  #count = 0;
  /** Bytes since the last full part. */
  #rest: Uint8Array<ArrayBuffer>[] = [];
  #restBytes = 0;
  /** The whole beginning of the file, where the cache does not hold it. */
  #inMemory: Uint8Array[] | undefined;

  constructor(parts: CachedParts, file: HubFile, refused: (reason: unknown) => void) {
    this.#parts = parts;
    this.#file = file;
    this.#refused = refused;
  }

  /** Gives the bytes, where they are in memory. Parts that were left earlier are gone on with, unless they are spoilt. */
  async run(download: Download): Promise<readonly Uint8Array[] | undefined> {
    const { size } = this.#file;
    const checksum = beginChecksum(this.#file);
    for await (const part of this.#parts.kept(size)) {
      checksum.update(part);
      this.#count++;
    }
    const isResumed = this.#count > 0;
    for await (const piece of download(Math.min(this.#count * partBytes, size))) {
      checksum.update(piece);
      await this.#add(piece);
    }
    await this.#flush();
    try {
      checkSum(this.#file, checksum);
    } catch (error) {
      await this.#parts.remove();
      if (!isResumed) throw error;
      return await new Loading(this.#parts, this.#file, this.#refused).run(download);
    }
    await this.#orInMemory(() => this.#parts.seal(size));
    return this.#inMemory;
  }

  async #add(piece: Uint8Array): Promise<void> {
    for (let at = 0; at < piece.length; ) {
      const taken = new Uint8Array(piece.subarray(at, at + partBytes - this.#restBytes));
      this.#rest.push(taken);
      this.#restBytes += taken.length;
      at += taken.length;
      if (this.#restBytes === partBytes) await this.#flush();
    }
  }

  async #flush(): Promise<void> {
    const pieces = this.#rest;
    if (pieces.length === 0) return;
    await this.#orInMemory(() => this.#parts.put(this.#count, new Blob(pieces)));
    this.#inMemory?.push(...pieces);
    this.#count++;
    this.#rest = [];
    this.#restBytes = 0;
  }

  /** Does what the browser may refuse; then all that it has of the file comes back into memory. */
  async #orInMemory(work: () => Promise<void>): Promise<void> {
    if (this.#inMemory !== undefined) return;
    try {
      await work();
    } catch (reason) {
      const { path, size } = this.#file;
      const kept: Uint8Array[] = [];
      for await (const part of this.#parts.kept(size)) if (kept.length < this.#count) kept.push(part);
      if (kept.length < this.#count) {
        throw new DownloadError(`${path}: the browser takes no more of it, and has lost what it took`, {
          cause: reason,
        });
      }
      await this.#parts.remove();
      this.#refused(reason);
      this.#inMemory = kept;
    }
  }
}
