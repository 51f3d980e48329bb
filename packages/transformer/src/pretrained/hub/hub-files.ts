import {
  DownloadError,
  type Fetch,
  FormatError,
  fetchPieces,
  OptionError,
  partsInside,
  showValue,
} from '@heed/core';
import type { PretrainedProgress } from '../load-pretrained.ts';
import { findWeights } from '../open-weights.ts';
import type { PretrainedFiles } from '../pretrained-files.ts';
import { explained, guardedFetch } from './guarded-fetch.ts';
import type { Download, HubCache, HubFile, HubSnapshot } from './hub-cache.ts';
import { listRepository, type RepositoryListing } from './list-repository.ts';
import { selectFiles } from './select-files.ts';

/** Options of what comes from the hub. */
export interface HubOptions {
  /** A branch, a tag or a commit; `main` by default. */
  readonly revision?: string;
  /** Use what is kept, and send no request at all. */
  readonly offline?: boolean;
  /** Sends the requests, such as through a proxy; the `fetch` of the platform by default. */
  readonly fetch?: Fetch;
  /** Access token, for repositories that are private or gated. It is sent to the hub alone. */
  readonly token?: string;
  /** Address of the hub, or of a mirror; `https://huggingface.co` by default. */
  readonly hubUrl?: string;
}

/** The names of {@link HubOptions}, for `checkOptions`. */
export const hubOptionNames = ['revision', 'offline', 'fetch', 'token', 'hubUrl'] as const;

/** What the caller of {@link hubFiles} says beside. */
interface HubWork extends HubOptions {
  readonly cache: HubCache;
  readonly weightFile?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: PretrainedProgress) => void) | undefined;
}

/**
 * The files of a model on the hub that are needed to make it, downloaded where the cache does not hold them. Where the
 * hub cannot be asked, those that the cache holds of the revision are taken, as Python's huggingface_hub does.
 *
 * @param repository `owner/name`
 * @throws {DownloadError} for what cannot be had.
 */
export async function hubFiles(repository: string, work: HubWork): Promise<PretrainedFiles> {
  checkRepository(repository);
  const { cache, revision = 'main', offline = false } = work;
  partsInside(revision, 'revision');
  if (offline) return await keptFiles(repository, revision, cache);
  const { hubUrl = 'https://huggingface.co', signal, token } = work;
  const fetch = guardedFetch({ fetch: work.fetch, token, origin: hubUrl });
  let listing: RepositoryListing;
  try {
    listing = await listRepository({ repository, revision, hubUrl, fetch, signal });
  } catch (error) {
    const kept = isOutOfReach(error) ? await keptModel(repository, revision, work) : undefined;
    if (kept !== undefined) return kept;
    throw explained(error);
  }
  try {
    return await download(listing, revision, { ...work, hubUrl, fetch });
  } catch (error) {
    throw explained(error);
  }
}

/** True where no answer of the hub itself came: there is no network, it is out of order, somebody else answers. */
function isOutOfReach(error: unknown): boolean {
  return error instanceof DownloadError && (error.status === undefined || error.status >= 500);
}

/** What the cache holds of a revision, where that is a model. */
async function keptModel(
  repository: string,
  revision: string,
  { cache, weightFile }: HubWork,
): Promise<PretrainedFiles | undefined> {
  const kept = await cache.recall(repository, revision);
  if (kept === undefined) return undefined;
  try {
    findWeights({ name: repository, names: kept.paths }, weightFile);
    return filesIn(cache, { repository, commit: kept.commit }, kept.paths);
  } catch {
    return undefined;
  }
}

/** Loads what the cache does not hold. */
async function download(
  { repository, commit, files }: RepositoryListing,
  revision: string,
  {
    cache,
    weightFile,
    hubUrl,
    fetch,
    signal,
    onProgress,
  }: HubWork & { readonly hubUrl: string; readonly fetch: Fetch },
): Promise<PretrainedFiles> {
  const wanted = selectFiles(files, repository, weightFile);
  const progress = new Progress(wanted, onProgress);
  const load = async (file: HubFile): Promise<void> => {
    const url = `${hubUrl}/${repository}/resolve/${commit}/${file.path.split('/').map(encodeURIComponent).join('/')}`;
    const kept = await cache.open({ repository, commit }, file.path);
    await kept?.close?.();
    if (kept === undefined) {
      const { size } = file;
      const pieces: Download = (start) =>
        progress.watch(file, start, fetchPieces(url, { fetch, start, size, ...(signal && { signal }) }));
      await cache.store({ repository, commit }, file, pieces, signal);
    }
    progress.finish(file);
  };
  // Small files, which are not in Git LFS, come together: most of their time is the way to the server and back. They come
  // first: one that is broken costs no weights.
  const isSmall = ({ hash }: HubFile): boolean => hash.algorithm === 'git-sha1';
  const small = await Promise.allSettled(wanted.filter(isSmall).map(load));
  for (const outcome of small) if (outcome.status === 'rejected') throw outcome.reason;
  for (const file of wanted) if (!isSmall(file)) await load(file);
  await cache.remember({ repository, commit }, revision);
  return filesIn(
    cache,
    { repository, commit },
    wanted.map(({ path }) => path),
  );
}

function checkRepository(repository: string): void {
  if (/^[\w-][\w.-]*(\/[\w-][\w.-]*)?$/.test(repository)) return;
  throw new OptionError(
    `${showValue(repository)} is no name of a model on the hub, which is like owner/name; an address is given as new URL(…)`,
  );
}

async function keptFiles(repository: string, revision: string, cache: HubCache): Promise<PretrainedFiles> {
  const kept = await cache.recall(repository, revision);
  if (kept !== undefined) return filesIn(cache, { repository, commit: kept.commit }, kept.paths);
  throw new DownloadError(
    `the revision ${revision} of ${repository} is not in the cache, and the option offline forbids requests`,
  );
}

function filesIn(cache: HubCache, snapshot: HubSnapshot, names: readonly string[]): PretrainedFiles {
  const { repository } = snapshot;
  return {
    name: repository,
    names,
    async open(name) {
      const source = names.includes(name) ? await cache.open(snapshot, name) : undefined;
      if (source === undefined) throw new FormatError(`${repository} has no ${showValue(name)} here`);
      return { ...source, name: `${repository}/${name}` };
    },
  };
}

/**
 * Adds up the bytes of all files; how many they are in all is known from the beginning. A file that must be loaded once
 * more does not set it back.
 */
class Progress {
  readonly #total: number;
  readonly #report: ((progress: PretrainedProgress) => void) | undefined;
  /** Bytes that are there of each file. */
  readonly #loaded = new Map<string, number>();
  #furthest = 0;

  constructor(files: readonly HubFile[], report: ((progress: PretrainedProgress) => void) | undefined) {
    this.#total = files.reduce((sum, { size }) => sum + size, 0);
    this.#report = report;
  }

  async *watch(
    { path }: HubFile,
    start: number,
    pieces: AsyncIterable<Uint8Array>,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    let loaded = start;
    for await (const piece of pieces) {
      yield piece;
      loaded += piece.length;
      this.#tell(path, loaded);
    }
  }

  finish({ path, size }: HubFile): void {
    this.#tell(path, size);
  }

  #tell(file: string, loaded: number): void {
    this.#loaded.set(file, loaded);
    const sum = [...this.#loaded.values()].reduce((all, bytes) => all + bytes, 0);
    this.#furthest = Math.max(this.#furthest, sum);
    this.#report?.({ stage: 'download', file, loaded: this.#furthest, total: this.#total });
  }
}
