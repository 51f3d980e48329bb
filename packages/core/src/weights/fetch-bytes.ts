import { checkOptions } from '../options.ts';
import { fetchPieces } from './fetch-pieces.ts';
import { collect } from './join-bytes.ts';
import type { FetchOptions } from './request.ts';

/**
 * Fetches a whole file and checks that it is one: a success, no HTML page, and as long as the server said. Use it
 * before a download is put into a cache. Broken transfers and busy servers are met as by {@link fetchPieces}.
 *
 * @throws {DownloadError} with the URL and the first characters of the answer.
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
  return await collect(fetchPieces(url, options));
}
