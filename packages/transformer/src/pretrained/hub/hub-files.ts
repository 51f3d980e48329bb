import { type Fetch, FormatError, OptionError, partsInside, showValue } from '@heed/core';
import { DownloadError } from '../errors.ts';
import type { PretrainedProgress } from '../load-pretrained.ts';
import type { PretrainedFiles } from '../pretrained-files.ts';
import { downloadPieces } from './download.ts';
import { guardedFetch, type Pause } from './guarded-fetch.ts';
import type { Download, HubCache, HubFile, HubSnapshot } from './hub-cache.ts';
import { listRepository } from './list-repository.ts';
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
  readonly pause?: Pause | undefined;
}

/**
 * The files of a model on the hub that are needed to make it, downloaded where the cache does not hold them.
 *
 * @param repository `owner/name`
 * @throws {DownloadError} for what cannot be had.
 */
export async function hubFiles(repository: string, work: HubWork): Promise<PretrainedFiles> {
  checkRepository(repository);
  const {
    cache,
    revision = 'main',
    hubUrl = 'https://huggingface.co',
    offline = false,
    signal,
    token,
  } = work;
  partsInside(revision, 'revision');
  if (offline) return await keptFiles(repository, revision, cache);
  const fetch = guardedFetch({ fetch: work.fetch, token, origin: hubUrl, signal });
  const request = { repository, revision, hubUrl, fetch, signal, pause: work.pause };
  const listing = await listRepository(request);
  const wanted = selectFiles(listing.files, repository, work.weightFile);
  const { commit } = listing;
  const progress = new Progress(wanted, work.onProgress);
  for (const file of wanted) {
    const url = `${hubUrl}/${repository}/resolve/${commit}/${file.path.split('/').map(encodeURIComponent).join('/')}`;
    const kept = await cache.open({ repository, commit }, file.path);
    await kept?.close?.();
    if (kept === undefined) {
      const download: Download = (start) =>
        progress.watch(file, start, downloadPieces({ ...request, url, start, size: file.size }));
      await cache.store({ repository, commit }, file, download, signal);
    }
    progress.finish(file);
  }
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

/** Adds up the bytes of all files; how many they are in all is known from the beginning. */
class Progress {
  readonly #total: number;
  readonly #report: ((progress: PretrainedProgress) => void) | undefined;
  #finished = 0;

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
    this.#finished += size;
  }

  #tell(file: string, loaded: number): void {
    this.#report?.({ stage: 'download', file, loaded: this.#finished + loaded, total: this.#total });
  }
}
