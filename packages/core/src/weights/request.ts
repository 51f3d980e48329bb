import { DownloadError, HeedError } from '../errors.ts';
import { messageOf } from '../message-of.ts';
import { TransferError } from './patience.ts';

/** The part of `fetch` that is used. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Options of what reads from a URL. */
export interface FetchOptions {
  /** Sends the requests; the `fetch` of the platform by default. */
  readonly fetch?: Fetch;
  /** Ends the transfer. */
  readonly signal?: AbortSignal;
}

/** True in a page or its worker, where answers of other origins are hidden in part. */
export function isPage(): boolean {
  return globalThis.location !== undefined;
}

/** A URL for messages: signed links carry secrets in their query, which do not belong there. */
export function showUrl(url: string): string {
  return url.replace(/[?#].*$/s, '').replace(/\/\/[^/@]*@/, '//');
}

/**
 * Sends a request, for the bytes from `start` up to `end` where they are not the whole file; every failure names the
 * URL. One that the network is to blame for, which `fetch` tells by a TypeError, may pass.
 */
export async function request(
  url: string,
  { fetch = globalThis.fetch, signal }: FetchOptions,
  start: number,
  end: number,
): Promise<Response> {
  const last = end === Infinity ? '' : end - 1;
  const isWhole = start === 0 && end === Infinity;
  try {
    return await fetch(url, {
      ...(signal && { signal }),
      ...(!isWhole && { headers: { Range: `bytes=${start}-${last}` } }),
    });
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof HeedError) throw cause;
    const isSound = URL.canParse(url, globalThis.location?.href);
    // A browser knows when there is no network at all.
    const isOnline = globalThis.navigator?.onLine !== false;
    const Failure = cause instanceof TypeError && isSound && isOnline ? TransferError : DownloadError;
    throw new Failure(`${showUrl(url)} cannot be reached: ${reasonOf(cause)}`, { cause });
  }
}

/** `fetch` hides the reason in the cause. */
function reasonOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : {};
  return messageOf(error) + (cause instanceof Error ? ` (${cause.message})` : '');
}

/** The pieces of a body as they come; cancelled when no more are asked for. */
export async function* piecesOf(
  url: string,
  { body, headers }: Response,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body?.getReader();
  const read = async (): Promise<Uint8Array | undefined> => {
    try {
      return (await reader?.read())?.value;
    } catch (cause) {
      throw new TransferError(`${showUrl(url)}: the transfer broke off: ${reasonOf(cause)}`, { cause });
    }
  };
  try {
    let piece = await read();
    if (piece !== undefined) refuseHtml(url, headers, piece);
    for (; piece !== undefined; piece = await read()) yield piece;
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}

/** The page of a proxy, of a log-in, of a development server. */
function refuseHtml(url: string, headers: Headers, first: Uint8Array): void {
  const text = textOf(first);
  const isPage = /^\s*<(!doctype|html|head|body|\?xml)/i.test(text);
  if (!isPage && !headers.get('content-type')?.includes('text/html')) return;
  throw new DownloadError(
    `${showUrl(url)}: an HTML page came instead of a file; it begins ${JSON.stringify(text)}`,
  );
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, 80));
}

/** Statuses of servers that are busy or out of order for a while. */
const mayPass = (status: number): boolean => [408, 425, 429].includes(status) || status >= 500;

/** The error for an answer that is no success; it quotes the first characters. */
export async function refusal(url: string, response: Response): Promise<DownloadError> {
  const { status, statusText, headers } = response;
  const reader = response.body?.getReader();
  const first = await reader?.read().catch(() => undefined);
  await reader?.cancel().catch(() => undefined);
  const after = secondsOf(headers.get('retry-after'));
  const wish = after === undefined ? '' : `; the server wants to be asked again in ${Math.ceil(after)} s`;
  const quote =
    first?.value === undefined ? '' : `; the answer begins ${JSON.stringify(textOf(first.value))}`;
  const message = `${showUrl(url)}: ${`status ${status} ${statusText}`.trim()}${wish}${quote}`;
  return mayPass(status)
    ? new TransferError(message, { status, after })
    : new DownloadError(message, { status });
}

/** `Retry-After` (RFC 9110): seconds, or a date. */
function secondsOf(retryAfter: string | null): number | undefined {
  if (retryAfter === null || retryAfter.trim() === '') return undefined;
  const seconds = Number(retryAfter);
  const after = Number.isNaN(seconds) ? (Date.parse(retryAfter) - Date.now()) / 1000 : seconds;
  return Number.isFinite(after) ? Math.max(after, 0) : undefined;
}
