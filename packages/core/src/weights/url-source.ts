import { FormatError } from '../errors.ts';
import { checkOptions } from '../options.ts';
import type { ByteSource } from './byte-source.ts';
import { type FetchOptions, readBody, refusal, request, showUrl } from './fetch-bytes.ts';
import { joinBytes } from './join-bytes.ts';
import { piecesSource } from './pieces-source.ts';

/** At least so much is asked for at a time, from a multiple of it on, so that small tensors side by side cost one request. */
const windowBytes = 4 * 2 ** 20;
/** Parts that are kept: a model's tensors are seldom read in the order in which they lie in the file. */
const partsKept = 4;

/** Part of a file as the server sent it. */
interface Part {
  readonly start: number;
  readonly bytes: Uint8Array;
  /** Bytes of the whole file. */
  readonly total: number;
  /** The server's mark of this version of the file. */
  readonly version: string | null;
}

/**
 * A file on a server as a source. Parts are fetched as they are asked for where the server answers range requests; the
 * whole file once where it does not.
 *
 * @throws {FormatError} with the URL, for a status that is no success, an HTML page, a body that is cut off or of the
 * wrong length, and a file that changes between two reads.
 *
 * @example
 * ```ts
 * import { urlSource } from '@heed/core';
 * const answer = new Response(new Uint8Array([1, 2, 3]));
 * const source = await urlSource('https://example.org/model.safetensors', { fetch: async () => answer });
 * console.log(source.size, await source.read(1, 3)); // 3 Uint8Array [2, 3]
 * ```
 */
export async function urlSource(url: string, options: FetchOptions = {}): Promise<ByteSource> {
  checkOptions('urlSource', options, ['fetch', 'signal']);
  const asked = { start: 0, end: windowBytes };
  const response = await request(url, options, asked);
  if (response.status === 206 && response.headers.get('content-range') !== null) {
    return rangedSource(url, options, await readPart(url, response, asked, options));
  }
  if (response.status === 200) return piecesSource(await readBody(url, response, options), showUrl(url));
  // 416 is the answer for an empty file; a 206 may hide its range from a page of another origin.
  if (response.status !== 206 && response.status !== 416) throw await refusal(url, response);
  await response.body?.cancel();
  const whole = await request(url, options);
  if (!whole.ok) throw await refusal(url, whole);
  return piecesSource(await readBody(url, whole, options), showUrl(url));
}

function rangedSource(url: string, options: FetchOptions, opening: Part): ByteSource {
  const { total: size, version } = opening;
  /** The latest first; they begin and end at windows. */
  let parts = [opening];

  /** The windows from that of a byte on, up to `end` or to one that is there. */
  async function fetchFrom(byte: number, end: number): Promise<Part> {
    const later = parts.map(({ start }) => start).filter((start) => start > byte);
    const asked = {
      start: byte - (byte % windowBytes),
      end: Math.min(Math.ceil(end / windowBytes) * windowBytes, size, ...later),
    };
    const response = await request(url, options, asked);
    if (response.status !== 206) throw await refusal(url, response);
    const part = await readPart(url, response, asked, options);
    if (part.total !== size || part.version !== version) {
      throw new FormatError(`${showUrl(url)}: the file changed while it was read`);
    }
    parts = [part, ...parts.slice(0, partsKept - 1)];
    return part;
  }

  return {
    name: showUrl(url),
    size,
    async read(start, end) {
      const pieces: Uint8Array[] = [];
      const stop = Math.min(end, size);
      for (let at = start; at < stop; ) {
        const holds = ({ start: begin, bytes }: Part): boolean => at >= begin && at < begin + bytes.length;
        const part = parts.find(holds) ?? (await fetchFrom(at, stop));
        const piece = part.bytes.subarray(at - part.start, stop - part.start);
        pieces.push(piece);
        at += piece.length;
      }
      const [first = new Uint8Array(), ...others] = pieces;
      return others.length === 0 ? first : joinBytes(pieces);
    },
  };
}

async function readPart(
  url: string,
  response: Response,
  asked: { readonly start: number; readonly end: number },
  options: FetchOptions,
): Promise<Part> {
  const stated = response.headers.get('content-range') ?? 'none';
  const [, start, last, total] = (/^bytes (\d+)-(\d+)\/(\d+)$/.exec(stated) ?? []).map(Number);
  if (start !== asked.start || last === undefined || total === undefined) {
    throw new FormatError(
      `${showUrl(url)}: asked for bytes from ${asked.start}, got content-range ${stated}`,
    );
  }
  const bytes = joinBytes(await readBody(url, response, { ...options, limit: asked.end - asked.start }));
  const expected = Math.min(asked.end, total) - start;
  if (bytes.length !== expected || last + 1 - start !== expected) {
    throw new FormatError(
      `${showUrl(url)}: asked for ${expected} bytes from ${start}, got ${bytes.length} with content-range ${stated}`,
    );
  }
  return { start, bytes, total, version: response.headers.get('etag') };
}
