import { type ByteSource, piecesSource } from '@heed/core';
import { beginChecksum, checkSum } from './checksum.ts';
import type { Download, HubCache, HubFile, HubSnapshot, KeptRevision } from './hub-cache.ts';

/** Keeps files in memory for as long as their model is loaded: where nothing may or can be written. */
export class MemoryCache implements HubCache {
  readonly #sources = new Map<string, ByteSource>();

  async recall(): Promise<KeptRevision | undefined> {
    return undefined;
  }

  async remember(): Promise<void> {}

  async open({ repository, commit }: HubSnapshot, path: string): Promise<ByteSource | undefined> {
    return this.#sources.get(`${repository}/${commit}/${path}`);
  }

  async store(snapshot: HubSnapshot, file: HubFile, download: Download): Promise<void> {
    const pieces: Uint8Array[] = [];
    const checksum = beginChecksum(file);
    for await (const piece of download(0)) {
      pieces.push(piece);
      checksum.update(piece);
    }
    checkSum(file, checksum);
    this.keep(snapshot, file.path, pieces);
  }

  /** Keeps bytes that were checked. */
  keep({ repository, commit }: HubSnapshot, path: string, pieces: readonly Uint8Array[]): void {
    this.#sources.set(`${repository}/${commit}/${path}`, piecesSource(pieces, path));
  }
}
