import type { ByteSource } from '@heed/core';

/** A file of a repository at one commit, with what proves that it is whole. */
export interface HubFile {
  /** Path in the repository. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of the content, or for small files git's SHA-1 of it, in hex. */
  readonly hash: { readonly algorithm: 'sha256' | 'git-sha1'; readonly hex: string };
}

/** What is kept of a revision of a repository. */
export interface KeptRevision {
  readonly commit: string;
  /** Paths of the files that are whole. */
  readonly paths: readonly string[];
}

/** One commit of a repository. */
export interface HubSnapshot {
  /** `owner/name` */
  readonly repository: string;
  /** 40 hex digits. */
  readonly commit: string;
}

/**
 * Gives a file's bytes from a place on, in pieces, to its end. It takes up broken transfers by itself; what it throws
 * is final.
 */
export type Download = (start: number) => AsyncIterable<Uint8Array>;

/**
 * Where downloaded files are kept. Under its final name a file is whole and of the promised hash; whoever stores it
 * writes aside, checks, then renames.
 */
export interface HubCache {
  /** What is kept of a revision, without asking anybody. */
  recall(repository: string, revision: string): Promise<KeptRevision | undefined>;
  /** Notes which commit a revision is. */
  remember(snapshot: HubSnapshot, revision: string): Promise<void>;
  /** Opens a file that is kept whole. */
  open(snapshot: HubSnapshot, path: string): Promise<ByteSource | undefined>;
  /**
   * Keeps a file, unless another process does so meanwhile.
   *
   * @param signal Ends the waiting for another process; the download ends by itself.
   * @throws {DownloadError} when the bytes are not those promised; then nothing is kept.
   */
  store(snapshot: HubSnapshot, file: HubFile, download: Download, signal?: AbortSignal): Promise<void>;
}
