import { type Fetch, FormatError, fetchBytes, parseStrictJson, partsInside, showValue } from '@heed/core';
import type { HubFile, HubSnapshot } from './hub-cache.ts';

/** A repository and how to ask for it. */
export interface RepositoryRequest {
  readonly repository: string;
  readonly revision: string;
  /** Address of the hub. */
  readonly hubUrl: string;
  readonly fetch: Fetch;
  readonly signal?: AbortSignal | undefined;
}

/** What is in a repository at one commit. */
export interface RepositoryListing extends HubSnapshot {
  readonly files: readonly HubFile[];
}

/** The longest listing comes in pages; one page is far shorter. */
const maximumPages = 1000;

/**
 * Asks the hub for the commit of a revision, and for names, sizes and hashes of the files in it. These are the calls
 * that `modelInfo` and `listFiles` of `@huggingface/hub` make; that package cannot be bundled for a page by esbuild.
 *
 * @throws {DownloadError} for an answer that is no success.
 * @throws {FormatError} for one that is not what such an answer must be.
 */
export async function listRepository(request: RepositoryRequest): Promise<RepositoryListing> {
  const { repository, revision, hubUrl } = request;
  const models = `${hubUrl}/api/models/${repository}`;
  const { value: info } = await askHub(request, `${models}/revision/${encodeURIComponent(revision)}`);
  const { sha: commit } = fieldsOf(info);
  if (!isHex(commit, 40))
    throw new FormatError(`${repository}: the commit of ${revision} is ${showValue(commit)}`);
  const files: HubFile[] = [];
  let next: string | undefined = `${models}/tree/${commit}?recursive=true&expand=false`;
  for (let page = 0; next !== undefined && page < maximumPages; page++) {
    const answer = await askHub(request, next);
    if (!Array.isArray(answer.value)) throw new FormatError(`${nameOf(next)}: expected a list of files`);
    const entries: unknown[] = answer.value;
    for (const entry of entries) {
      if (fieldsOf(entry).type === 'file') files.push(checkEntry(fieldsOf(entry), repository));
    }
    next = nextPage(answer.headers, next);
  }
  return { repository, commit, files };
}

/** One answer of the hub's interface. */
async function askHub(
  { fetch, signal }: RepositoryRequest,
  url: string,
): Promise<{ readonly value: unknown; readonly headers: Headers }> {
  let headers = new Headers();
  const noting: Fetch = async (address, init) => {
    const response = await fetch(address, init);
    headers = response.headers;
    return response;
  };
  const bytes = await fetchBytes(url, { fetch: noting, ...(signal && { signal }) });
  return { value: parseStrictJson(new TextDecoder().decode(bytes), nameOf(url)), headers };
}

/** What messages call an answer. */
function nameOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/** `<https://…?cursor=…>; rel="next"` (RFC 8288), for listings in pages. */
function nextPage(headers: Headers, from: string): string | undefined {
  const found = /<([^>]*)>\s*;\s*rel="?next"?/.exec(headers.get('link') ?? '')?.[1];
  return found === undefined ? undefined : new URL(found, from).href;
}

/** Sizes and names come from a server: they become lengths and file names only when they are sound. */
function checkEntry({ path, size, oid, lfs }: Fields, repository: string): HubFile {
  if (typeof path !== 'string') throw new FormatError(`${repository}: a path is ${showValue(path)}`);
  partsInside(path, repository);
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) {
    throw new FormatError(`${repository}: the size of ${path} is ${showValue(size)}`);
  }
  const sha256 = fieldsOf(lfs).oid;
  if (isHex(sha256, 64)) return { path, size, hash: { algorithm: 'sha256', hex: sha256 } };
  if (isHex(oid, 40) && sha256 === undefined)
    return { path, size, hash: { algorithm: 'git-sha1', hex: oid } };
  throw new FormatError(`${repository}: the hash of ${path} is ${showValue(sha256 ?? oid)}`);
}

/** The fields of an answer that are read, each of which may be anything. */
type Fields = Readonly<Partial<Record<'sha' | 'type' | 'path' | 'size' | 'oid' | 'lfs', unknown>>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? value : {};
}

function isHex(value: unknown, length: number): value is string {
  return typeof value === 'string' && value.length === length && /^[0-9a-f]+$/.test(value);
}
