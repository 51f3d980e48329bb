import { FormatError } from '../errors.ts';
import { messageOf } from '../message-of.ts';
import { checkOptions } from '../options.ts';
import { joinBytes } from './join-bytes.ts';
import { showText } from './strict-json.ts';

/** The part of `fetch` that is used. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Options of what reads from a URL. */
export interface FetchOptions {
  /** Sends the requests; the `fetch` of the platform by default. */
  readonly fetch?: Fetch;
  /** Ends the transfer. */
  readonly signal?: AbortSignal;
}

/** A URL for messages: signed links carry secrets in their query, which do not belong there. */
export function showUrl(url: string): string {
  return url.replace(/[?#].*$/s, '').replace(/\/\/[^/@]*@/, '//');
}

/** Sends a request, for the bytes from `start` up to `end` if given; every failure names the URL. */
export async function request(
  url: string,
  options: FetchOptions,
  range?: { readonly start: number; readonly end: number },
): Promise<Response> {
  const { fetch = globalThis.fetch, signal } = options;
  const init: RequestInit = {};
  if (signal !== undefined) init.signal = signal;
  if (range !== undefined) init.headers = { Range: `bytes=${range.start}-${range.end - 1}` };
  try {
    return await fetch(url, init);
  } catch (cause) {
    signal?.throwIfAborted();
    throw new FormatError(`${showUrl(url)} cannot be fetched: ${messageOf(cause)}`, { cause });
  }
}

/**
 * Reads a body to its end, in the pieces in which it comes.
 *
 * @throws {FormatError} when it is an HTML page, is cut off, or has another length than the server said.
 */
export async function readBody(
  url: string,
  response: Response,
  { signal, limit = Infinity }: { readonly signal?: AbortSignal | undefined; readonly limit?: number },
): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  let received = 0;
  const reader = response.body?.getReader();
  try {
    for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
      if (received === 0) refuseHtml(url, response, next.value);
      pieces.push(next.value);
      received += next.value.length;
      if (received > limit)
        throw new FormatError(`${showUrl(url)}: more than the ${limit} bytes asked for came`);
    }
  } catch (cause) {
    await reader?.cancel().catch(() => undefined);
    signal?.throwIfAborted();
    if (cause instanceof FormatError) throw cause;
    throw new FormatError(`${showUrl(url)}: the transfer broke off after ${received} bytes`, { cause });
  }
  const stated = response.headers.get('content-length');
  // With a content encoding, the length is that of the compressed body.
  if (stated !== null && response.headers.get('content-encoding') === null && Number(stated) !== received) {
    throw new FormatError(`${showUrl(url)}: ${received} of ${showText(stated)} bytes arrived`);
  }
  return pieces;
}

function refuseHtml(url: string, response: Response, first: Uint8Array): void {
  const text = textOf(first);
  if (
    /^\s*<(!doctype|html|head|body|\?xml)/i.test(text) ||
    response.headers.get('content-type')?.includes('text/html')
  ) {
    throw new FormatError(
      `${showUrl(url)}: an HTML page came instead of a file; it begins ${JSON.stringify(text)}`,
    );
  }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, 60));
}

/** The error for an answer that is no success; it quotes the first characters. */
export async function refusal(url: string, response: Response): Promise<FormatError> {
  const reader = response.body?.getReader();
  const first = await reader?.read().catch(() => undefined);
  await reader?.cancel().catch(() => undefined);
  const quote =
    first?.value === undefined ? '' : `; the answer begins ${JSON.stringify(textOf(first.value))}`;
  return new FormatError(`${showUrl(url)}: status ${response.status} ${response.statusText}${quote}`);
}

/**
 * Fetches a whole file and checks that it is one: a success, no HTML page, and as long as the server said. Use it
 * before a download is put into a cache.
 *
 * @throws {FormatError} with the URL and the first characters of the answer.
 *
 * @example
 * ```ts
 * import { fetchBytes } from '@heed/core';
 * const bytes = await fetchBytes('data:application/octet-stream;base64,AQID');
 * console.log(bytes); // Uint8Array [1, 2, 3]
 * ```
 */
export async function fetchBytes(url: string, options: FetchOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  checkOptions('fetchBytes', options, ['fetch', 'signal']);
  const response = await request(url, options);
  if (!response.ok) throw await refusal(url, response);
  return joinBytes(await readBody(url, response, options));
}
