import { checkKind } from '../options.ts';

/**
 * Pieces in one array.
 *
 * @example
 * ```ts
 * import { joinBytes } from '@heed/core';
 * console.log(joinBytes([Uint8Array.of(1, 2), Uint8Array.of(3)])); // Uint8Array [1, 2, 3]
 * ```
 */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  checkKind('joinBytes: pieces', pieces, 'a list');
  const all = new Uint8Array(pieces.reduce((size, piece) => size + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** All that a generator gives, in one array. */
export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of chunks) pieces.push(chunk);
  return joinBytes(pieces);
}
