import { createHash } from 'node:crypto';
import {
  copyFile,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type ByteSource, DownloadError, partsInside } from '@heed/core';
import { fileSource, writeFileAtomically } from '@heed/core/node';
import { beginChecksum, type Checksum, type CreateHash, checkSum } from '../pretrained/hub/checksum.ts';
import type { Download, HubCache, HubFile, HubSnapshot, KeptRevision } from '../pretrained/hub/hub-cache.ts';
import { MemoryCache } from '../pretrained/hub/memory-cache.ts';
import { codeOf, tryLock } from './lock.ts';

/** Between two looks at what another process is loading. */
const look = 200;
/** What a folder says that cannot be written to. */
const unwritable = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR']);
const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

const native: CreateHash = (algorithm) => {
  const hash = createHash(algorithm);
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
};

/**
 * The folder in which Python's huggingface_hub keeps downloads, and so do we: `HF_HUB_CACHE`, or `hub` in `HF_HOME`, or
 * `~/.cache/huggingface/hub`.
 *
 * @example
 * ```ts
 * import { defaultCacheFolder } from '@heed/transformer/node';
 * console.log(defaultCacheFolder());
 * ```
 */
export function defaultCacheFolder(): string {
  const { HF_HUB_CACHE, HF_HOME, XDG_CACHE_HOME } = process.env;
  return (
    HF_HUB_CACHE ?? join(HF_HOME ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'huggingface'), 'hub')
  );
}

/**
 * Keeps files of the hub on disk, in the layout of Python's huggingface_hub: each content once, named by its hash, and
 * a folder of links for each commit. What Python has downloaded is not downloaded again, and the other way round.
 *
 * A file is written under another name, checked, then renamed. Processes that want the same file at once wait for the
 * one that loads it; what a broken transfer or a killed process left is gone on with. In a folder that cannot be
 * written to, files stay in memory, with one warning.
 *
 * @example
 * ```ts no-run
 * import { DiskCache, fromPretrained } from '@heed/transformer/node';
 * const { model } = await fromPretrained('openai-community/gpt2', { cache: new DiskCache('./models') });
 * ```
 */
export class DiskCache implements HubCache {
  readonly #root: string;
  readonly #memory = new MemoryCache();
  #warned = false;

  constructor(folder: string = defaultCacheFolder()) {
    this.#root = folder;
  }

  async recall(repository: string, revision: string): Promise<KeptRevision | undefined> {
    const folder = this.#folder(repository);
    const noted = await readFile(join(folder, 'refs', ...partsInside(revision, 'revision')), 'utf8').catch(
      () => revision,
    );
    const commit = noted.trim();
    if (!/^[0-9a-f]{40}$/.test(commit)) return undefined;
    const snapshot = join(folder, 'snapshots', commit);
    const found = await readdir(snapshot, { recursive: true }).catch(() => []);
    const paths: string[] = [];
    for (const path of found) if (await isFile(join(snapshot, path))) paths.push(path.split(sep).join('/'));
    return paths.length === 0 ? undefined : { commit, paths };
  }

  async remember({ repository, commit }: HubSnapshot, revision: string): Promise<void> {
    if (revision === commit) return;
    const path = join(this.#folder(repository), 'refs', ...partsInside(revision, 'revision'));
    await this.#orInMemory(repository, async () => {
      await mkdir(dirname(path), { recursive: true });
      await writeFileAtomically(path, new TextEncoder().encode(commit));
    });
  }

  async open(snapshot: HubSnapshot, path: string): Promise<ByteSource | undefined> {
    const file = this.#link(snapshot, path);
    return (await isFile(file)) ? await fileSource(file) : await this.#memory.open(snapshot, path);
  }

  async store(snapshot: HubSnapshot, file: HubFile, download: Download, signal?: AbortSignal): Promise<void> {
    const folder = join(this.#folder(snapshot.repository), 'blobs');
    const blob = join(folder, file.hash.hex);
    const kept = await this.#orInMemory(file.path, async () => {
      await mkdir(folder, { recursive: true });
      while (!(await isFile(blob, file.size))) {
        const lock = await tryLock(`${blob}.heed-lock`);
        if (lock === undefined) {
          await setTimeout(look);
          signal?.throwIfAborted();
          continue;
        }
        try {
          if (!(await isFile(blob, file.size))) await load(blob, file, download);
        } finally {
          await lock.release();
        }
      }
      await linkTo(blob, this.#link(snapshot, file.path));
    });
    if (!kept) await this.#memory.store(snapshot, file, download);
  }

  #folder(repository: string): string {
    return join(this.#root, `models--${repository.replace('/', '--')}`);
  }

  #link({ repository, commit }: HubSnapshot, path: string): string {
    return join(this.#folder(repository), 'snapshots', commit, ...partsInside(path, repository));
  }

  /** True when the work was done; false when nothing can be written here. */
  async #orInMemory(what: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      const code = codeOf(error) ?? '';
      if (full.has(code))
        throw new DownloadError(`no room to keep ${what} in ${this.#root} (${code})`, { cause: error });
      if (!unwritable.has(code)) throw error;
      if (!this.#warned) {
        process.emitWarning(
          `${this.#root} cannot be written to (${code}): downloads stay in memory and are not kept`,
        );
      }
      this.#warned = true;
      return false;
    }
  }
}

async function isFile(path: string, size?: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true && (size === undefined || found.size === size);
}

/** Loads a content under another name, goes on with what is there of it, checks it and gives it its name. */
async function load(blob: string, file: HubFile, download: Download): Promise<void> {
  const partial = `${blob}.heed-incomplete`;
  const begun = await begin(partial, file);
  try {
    await append(partial, begun, file, download);
  } catch (error) {
    // A part that was left earlier may have been spoilt: once more, from the first byte.
    if (begun.size === 0 || !(error instanceof SpoiltError)) throw error;
    await append(partial, { size: 0, checksum: beginChecksum(file, native) }, file, download);
  }
  await rename(partial, blob);
}

interface Begun {
  readonly size: number;
  readonly checksum: Checksum;
}

/** The bytes do not have the hash; they are gone. */
class SpoiltError extends DownloadError {}

/** What is there of a file: its length, and the hash of it so far. */
async function begin(partial: string, file: HubFile): Promise<Begun> {
  const checksum = beginChecksum(file, native);
  const size = (await stat(partial).catch(() => undefined))?.size ?? 0;
  if (size === 0 || size > file.size) return { size: 0, checksum };
  await using handle = await open(partial, 'r');
  for await (const piece of handle.createReadStream({ autoClose: false })) checksum.update(piece);
  return { size, checksum };
}

async function append(
  partial: string,
  { size, checksum }: Begun,
  file: HubFile,
  download: Download,
): Promise<void> {
  try {
    await using handle = await open(partial, size === 0 ? 'w' : 'a');
    for await (const piece of download(size)) {
      checksum.update(piece);
      await handle.writeFile(piece);
    }
    await handle.sync();
  } catch (error) {
    const isWorthKeeping = !full.has(codeOf(error) ?? '') && (await stat(partial)).size > 0;
    if (!isWorthKeeping) await rm(partial, { force: true });
    throw error;
  }
  try {
    checkSum(file, checksum);
  } catch (error) {
    await rm(partial, { force: true });
    throw new SpoiltError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** Puts a content into the folder of a commit: by a link, or a copy where links cannot be made. */
async function linkTo(blob: string, path: string): Promise<void> {
  if (await isFile(path)) return;
  await mkdir(dirname(path), { recursive: true });
  // The cache's folder may itself be reached by a link.
  const target = relative(await realpath(dirname(path)), await realpath(blob));
  await rm(path, { force: true });
  try {
    await symlink(target, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    await copyFile(blob, path);
  }
}
