import { checkOptions } from '../options.ts';
import type { ByteSource } from './byte-source.ts';
import { joinBytes } from './join-bytes.ts';
import { piecesSource } from './pieces-source.ts';
import { ReadAhead, windowBytes } from './read-ahead.ts';
import { RemoteFile } from './remote-file.ts';
import type { FetchOptions } from './request.ts';

/**
 * A file on a server as a source. Where the server answers range requests, parts are fetched as they are asked for, by
 * windows of 4 MiB; while reading goes forward, the next two windows are fetched meanwhile. At most six are kept. From a
 * server without ranges the whole file is fetched, once. Broken transfers and busy servers are met as by
 * {@link fetchPieces}; every request goes to the given URL, so that links that servers sign for a while may run out.
 *
 * @throws {DownloadError} with the URL, for a server that cannot be reached, a status that is no success, an HTML page, a
 * body of the wrong length, and a file that changes while it is read.
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
  const file = new RemoteFile(url, options);
  const { name } = file;
  const opening: Uint8Array[] = [];
  for await (const piece of file.read(0, windowBytes)) opening.push(piece);
  const { size } = file;
  if (size === undefined || file.answersRanges === false) return piecesSource(opening, name);
  const windows = new ReadAhead(size, joinBytes(opening), async (start, end, stop) => {
    const signal = options.signal === undefined ? stop : AbortSignal.any([options.signal, stop]);
    const bytes = new Uint8Array(end - start);
    let at = 0;
    for await (const piece of file.read(start, end, signal)) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  });
  return {
    name,
    size,
    read: (start, end, room) => windows.read(start, end, room),
    close: async () => windows.close(),
  };
}
