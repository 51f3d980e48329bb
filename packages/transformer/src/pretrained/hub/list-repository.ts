import { FormatError, HeedError, partsInside } from '@heed/core';
import { DownloadError } from '../errors.ts';
import { messageOf, Patience, type Pause, refusal, TransferError } from './guarded-fetch.ts';
import type { HubFile, HubSnapshot } from './hub-cache.ts';

/** A repository and how to ask for it. */
export interface RepositoryRequest {
  readonly repository: string;
  readonly revision: string;
  /** Address of the hub. */
  readonly hubUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly signal?: AbortSignal | undefined;
  readonly pause?: Pause | undefined;
}

/** What is in a repository at one commit. */
export interface RepositoryListing extends HubSnapshot {
  readonly files: readonly HubFile[];
}

/**
 * Asks the hub for the commit of a revision, and for names, sizes and hashes of the files in it.
 *
 * @throws {DownloadError} for an answer that is no success or not what such an answer must be.
 */
export async function listRepository(request: RepositoryRequest): Promise<RepositoryListing> {
  const patience = new Patience(request.signal, request.pause);
  for (;;) {
    try {
      return await askHub(request);
    } catch (error) {
      await patience.after(named(request, error));
    }
  }
}

async function askHub({
  repository,
  revision,
  hubUrl,
  fetch,
}: RepositoryRequest): Promise<RepositoryListing> {
  // Only who names a repository needs it.
  const { listFiles, modelInfo } = await import('@huggingface/hub');
  const { sha } = await modelInfo({ name: repository, revision, hubUrl, fetch, additionalFields: ['sha'] });
  if (!isHex(sha, 40))
    throw new DownloadError(`the commit of ${repository} is ${String(sha)}, no 40 hex digits`);
  const files: HubFile[] = [];
  const repo = { type: 'model', name: repository } as const;
  for await (const entry of listFiles({ repo, revision: sha, recursive: true, hubUrl, fetch })) {
    if (entry.type === 'file') files.push(checkEntry(entry, repository));
  }
  return { repository, commit: sha, files };
}

/** Sizes and names come from a server: they become lengths and file names only when they are sound. */
function checkEntry(
  entry: Readonly<Record<'path' | 'size' | 'oid' | 'lfs', unknown>> | object,
  repository: string,
): HubFile {
  const { path, size, oid, lfs } = {
    path: undefined,
    size: undefined,
    oid: undefined,
    lfs: undefined,
    ...entry,
  };
  if (typeof path !== 'string') throw new FormatError(`${repository}: a path is ${String(path)}`);
  partsInside(path, repository);
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) {
    throw new FormatError(`${repository}: the size of ${path} is ${String(size)}`);
  }
  const sha256 = typeof lfs === 'object' && lfs !== null && 'oid' in lfs ? lfs.oid : undefined;
  if (isHex(sha256, 64)) return { path, size, hash: { algorithm: 'sha256', hex: sha256 } };
  if (isHex(oid, 40) && sha256 === undefined)
    return { path, size, hash: { algorithm: 'git-sha1', hex: oid } };
  throw new FormatError(`${repository}: the hash of ${path} is ${String(sha256 ?? oid)}`);
}

function isHex(value: unknown, length: number): value is string {
  return typeof value === 'string' && value.length === length && /^[0-9a-f]+$/.test(value);
}

/** The hub client's errors as ours. */
function named({ repository, hubUrl, signal }: RepositoryRequest, error: unknown): unknown {
  signal?.throwIfAborted();
  if (error instanceof HeedError) return error;
  const { statusCode, url } = {
    statusCode: undefined,
    url: undefined,
    ...(error instanceof Error ? error : {}),
  };
  if (typeof statusCode === 'number' && typeof url === 'string') {
    return refusal(url || hubUrl, statusCode, new Headers(), messageOf(error));
  }
  if (error instanceof SyntaxError) {
    return new DownloadError(`${repository}: the answer of ${hubUrl} is not JSON: ${messageOf(error)}`, {
      cause: error,
    });
  }
  if (error instanceof TypeError)
    return new TransferError(`${repository}: ${messageOf(error)}`, { cause: error });
  return new DownloadError(`${repository}: ${messageOf(error)}`, { cause: error });
}
