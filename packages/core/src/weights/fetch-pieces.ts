import { checkOptions, checkWhole } from '../options.ts';
import { RemoteFile } from './remote-file.ts';
import type { FetchOptions } from './request.ts';

/** Options of {@link fetchPieces}. */
export interface FetchPiecesOptions extends FetchOptions {
  /** Place of the first byte that is wanted; 0 by default. */
  readonly start?: number;
  /** Bytes of the whole file, where they are known: a file of another length is refused. */
  readonly size?: number;
}

/**
 * A file's bytes from a place on, in the pieces in which they come. A transfer that breaks off is taken up where it
 * ended, by a range request; a server that ignores ranges sends what is there already once more, and that is skipped.
 * A server that is busy (429, 5xx) is asked again, after the pause that its `Retry-After` wants where that is up to a
 * minute. Four failures in a row end it.
 *
 * @throws {DownloadError} for a server that cannot be reached, an answer that is no success, an HTML page, or a file that
 * changes meanwhile or has another length than was promised.
 *
 * @example
 * ```ts
 * import { fetchPieces } from '@heed/core';
 * for await (const piece of fetchPieces('data:,12345', { start: 3 })) console.log(piece); // Uint8Array [52, 53]
 * ```
 */
export function fetchPieces(
  url: string,
  options: FetchPiecesOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  checkOptions('fetchPieces', options, ['fetch', 'signal', 'start', 'size']);
  const { start = 0, size, ...sending } = options;
  checkWhole('fetchPieces: start', start, 0);
  return new RemoteFile(url, sending, size).read(start);
}
