import { DownloadError } from '../errors.ts';
import { messageOf, Patience, type Pause, refusal, showUrl, TransferError } from './guarded-fetch.ts';

/** What {@link downloadPieces} asks for, and how. */
export interface DownloadRequest {
  readonly url: string;
  /** Bytes of the whole file. */
  readonly size: number;
  /** Place of the first byte that is wanted. */
  readonly start: number;
  readonly fetch: typeof globalThis.fetch;
  readonly signal?: AbortSignal | undefined;
  readonly pause?: Pause | undefined;
}

/**
 * A file's bytes from a place on, in the pieces in which they come. A transfer that breaks off is taken up where it
 * ended, by a range request; a server that ignores ranges sends what is there already once more, and that is skipped.
 *
 * @throws {DownloadError} for an answer that is no success, an HTML page, or a file of another length.
 */
export async function* downloadPieces(request: DownloadRequest): AsyncGenerator<Uint8Array, void, undefined> {
  const { size, signal } = request;
  const patience = new Patience(signal, request.pause);
  for (let at = request.start; at < size; ) {
    try {
      for await (const piece of readFrom(request, at)) {
        at += piece.length;
        patience.renew();
        yield piece;
      }
      if (at < size)
        throw new TransferError(`${showUrl(request.url)}: the transfer ended after ${at} of ${size} bytes`);
    } catch (error) {
      await patience.after(error);
    }
  }
}

async function* readFrom(request: DownloadRequest, at: number): AsyncGenerator<Uint8Array, void, undefined> {
  const { url, size, fetch } = request;
  const response = await fetch(url, at === 0 ? {} : { headers: { range: `bytes=${at}-` } });
  if (!response.ok) throw refusal(url, response.status, response.headers, await beginning(response));
  const from = checkRange(url, response, at, size);
  let skip = at - from;
  let received = from;
  const reader = response.body?.getReader();
  try {
    for (let next = await read(url, reader); next !== undefined; next = await read(url, reader)) {
      if (received === from) refuseHtml(url, response, next);
      received += next.length;
      if (received > size)
        throw new DownloadError(`${showUrl(url)}: more than the ${size} bytes that the hub promised came`);
      const skipped = Math.min(skip, next.length);
      skip -= skipped;
      if (skipped < next.length) yield next.subarray(skipped);
    }
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}

async function read(
  url: string,
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
): Promise<Uint8Array | undefined> {
  try {
    return (await reader?.read())?.value;
  } catch (cause) {
    throw new TransferError(`${showUrl(url)}: the transfer broke off: ${messageOf(cause)}`, { cause });
  }
}

/** Where the answer begins: at the place that was asked for, or at 0 when the server ignores ranges. */
function checkRange(url: string, { status, headers }: Response, at: number, size: number): number {
  const range = headers.get('content-range');
  const length = headers.get('content-length');
  if (status === 206) {
    // A page of another origin may not see the range; the hash at the end tells.
    const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(range ?? `bytes ${at}-0/*`) ?? [];
    if (Number(start) === at && (total === '*' || Number(total) === size)) return at;
    throw new DownloadError(
      `${showUrl(url)}: asked for the bytes from ${at} of ${size}, got content-range ${range}`,
    );
  }
  // With a content encoding, the length is that of the compressed body.
  if (length !== null && headers.get('content-encoding') === null && Number(length) !== size) {
    throw new DownloadError(`${showUrl(url)}: the server has ${length} bytes, the hub promised ${size}`);
  }
  return 0;
}

/** @throws {DownloadError} for the page of a proxy, a log-in or a development server. */
export function refuseHtml(url: string, response: Response, first: Uint8Array): void {
  const text = new TextDecoder().decode(first.subarray(0, 80));
  const isPage = /^\s*<(!doctype|html|head|body)/i.test(text);
  if (!isPage && !response.headers.get('content-type')?.includes('text/html')) return;
  throw new DownloadError(
    `${showUrl(url)}: an HTML page came instead of a file; it begins ${JSON.stringify(text)}`,
  );
}

/** The first characters of an answer, for the message. */
export async function beginning(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const first = await reader?.read().catch(() => undefined);
  await reader?.cancel().catch(() => undefined);
  return new TextDecoder().decode(first?.value?.subarray(0, 200));
}
