import type { ByteSource } from '@heed/core';
import { beginChecksum, checkSum } from './checksum.ts';
import type { Download, HubCache, HubFile, HubSnapshot, KeptRevision } from './hub-cache.ts';
import { MemoryCache } from './memory-cache.ts';

/** Bytes of one part. A part is the most that is in memory of a file, and the most that a broken transfer loses. */
const partBytes = 16 * 2 ** 20;
const root = 'https://heed.invalid';

/** The part of the Cache API that is used. */
export interface CacheFolders {
  /** Opens one by its name, and makes it where there is none. */
  open(name: string): Promise<Pick<Cache, 'match' | 'put' | 'delete' | 'keys'>>;
}

type CacheFolder = Awaited<ReturnType<CacheFolders['open']>>;

/** What stands under a file's final name. */
interface Whole {
  readonly size: number;
}

/**
 * Keeps files in the Cache API of a browser, each in parts, so that a transfer that was broken off goes on where it
 * ended, and tensors are read without the whole file in memory. Under the final name stands how long the file is, once
 * all its parts are there and checked.
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
    const cache = await this.#caches.open(this.#name);
    const noted = await cache.match(revisionUrl(repository, revision));
    const commit = noted === undefined ? revision : await noted.text();
    const start = fileUrl({ repository, commit }, '');
    const paths = (await cache.keys())
      .map(({ url }) => url)
      .filter((url) => url.startsWith(start) && !url.includes('?'))
      .map((url) => decodeURIComponent(url.slice(start.length)));
    return paths.length === 0 ? undefined : { commit, paths };
  }

  async remember({ repository, commit }: HubSnapshot, revision: string): Promise<void> {
    const cache = await this.#caches.open(this.#name);
    await cache.put(revisionUrl(repository, revision), new Response(commit)).catch(() => undefined);
  }

  async open(snapshot: HubSnapshot, path: string): Promise<ByteSource | undefined> {
    const cache = await this.#caches.open(this.#name);
    const url = fileUrl(snapshot, path);
    const found = await cache.match(url);
    if (found === undefined) return await this.#memory.open(snapshot, path);
    const { size }: Whole = await found.json();
    return partsSource(cache, url, size);
  }

  async store(snapshot: HubSnapshot, file: HubFile, download: Download): Promise<void> {
    const url = fileUrl(snapshot, file.path);
    await exclusively(url, async () => {
      const cache = await this.#caches.open(this.#name);
      if ((await cache.match(url)) !== undefined) return;
      try {
        await storeParts(cache, url, file, download);
      } catch (error) {
        if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) throw error;
        await removeParts(cache, url);
        this.#warn(file.path);
        await this.#memory.store(snapshot, file, download);
      }
    });
  }

  #warn(path: string): void {
    if (!this.#warned)
      console.warn(`heed: no room to keep ${path}; it stays in memory and is fetched again next time`);
    this.#warned = true;
  }
}

function fileUrl({ repository, commit }: HubSnapshot, path: string): string {
  return `${root}/${repository}/${commit}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

function revisionUrl(repository: string, revision: string): string {
  return `${root}/${repository}/revisions/${encodeURIComponent(revision)}`;
}

function partUrl(url: string, index: number): string {
  return `${url}?part=${index}`;
}

/** One tab at a time, where the browser has locks. */
async function exclusively(name: string, work: () => Promise<void>): Promise<void> {
  const { locks } = globalThis.navigator ?? {};
  await (locks === undefined ? work() : locks.request(name, work));
}

async function storeParts(cache: CacheFolder, url: string, file: HubFile, download: Download): Promise<void> {
  const checksum = beginChecksum(file);
  let count = 0;
  for (let kept = await cache.match(partUrl(url, 0)); kept; kept = await cache.match(partUrl(url, ++count))) {
    checksum.update(new Uint8Array(await kept.arrayBuffer()));
  }
  const parts = new Parts(partBytes);
  for await (const piece of download(Math.min(count * partBytes, file.size))) {
    checksum.update(piece);
    for (const part of parts.add(piece)) await cache.put(partUrl(url, count++), new Response(part));
  }
  const rest = parts.rest();
  if (rest.size > 0) await cache.put(partUrl(url, count), new Response(rest));
  try {
    checkSum(file, checksum);
  } catch (error) {
    await removeParts(cache, url);
    throw error;
  }
  await cache.put(url, Response.json({ size: file.size } satisfies Whole));
}

async function removeParts(cache: CacheFolder, url: string): Promise<void> {
  let index = 0;
  while (await cache.delete(partUrl(url, index))) index++;
}

/** Cuts a stream of pieces into parts of one length. */
class Parts {
  readonly #length: number;
  #pieces: Uint8Array<ArrayBuffer>[] = [];
  #bytes = 0;

  constructor(length: number) {
    this.#length = length;
  }

  /** The parts that are full with this piece. */
  *add(piece: Uint8Array): Generator<Blob> {
    for (let at = 0; at < piece.length; ) {
      const taken = new Uint8Array(piece.subarray(at, at + this.#length - this.#bytes));
      this.#pieces.push(taken);
      this.#bytes += taken.length;
      at += taken.length;
      if (this.#bytes === this.#length) yield this.rest();
    }
  }

  /** What is there since the last full part. */
  rest(): Blob {
    const part = new Blob(this.#pieces);
    this.#pieces = [];
    this.#bytes = 0;
    return part;
  }
}

function partsSource(cache: CacheFolder, url: string, size: number): ByteSource {
  return {
    name: url,
    size,
    async read(start, end) {
      const until = Math.min(end, size);
      const bytes = new Uint8Array(Math.max(until - start, 0));
      for (let at = start; at < until; ) {
        const index = Math.floor(at / partBytes);
        const blob = await (await cache.match(partUrl(url, index)))?.blob();
        const part = blob?.slice(at - index * partBytes, until - index * partBytes);
        if (part === undefined || part.size === 0) break;
        bytes.set(new Uint8Array(await part.arrayBuffer()), at - start);
        at += part.size;
      }
      return bytes;
    },
  };
}
