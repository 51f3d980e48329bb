import { checkKind } from '../options.ts';
import type { ByteSource } from './byte-source.ts';
import { joinBytes } from './join-bytes.ts';

/**
 * Bytes that came in pieces as a source. The pieces stay as they came: joining them would take the memory of a second
 * copy.
 *
 * @example
 * ```ts
 * import { piecesSource } from '@heed/core';
 * const source = piecesSource([new Uint8Array([1, 2]), new Uint8Array([3])], 'two pieces');
 * console.log(source.size, await source.read(1, 3)); // 3 Uint8Array [2, 3]
 * ```
 */
export function piecesSource(pieces: readonly Uint8Array[], name: string): ByteSource {
  checkKind('piecesSource: pieces', pieces, 'a list');
  checkKind('piecesSource: name', name, 'a text');
  const starts: number[] = [];
  let size = 0;
  for (const piece of pieces) {
    starts.push(size);
    size += piece.length;
  }
  return {
    name,
    size,
    async read(start, end) {
      const from = starts.findLastIndex((at) => at <= start);
      const to = starts.findLastIndex((at) => at < end);
      return joinBytes(
        pieces.slice(Math.max(from, 0), to + 1).map((piece, index) => {
          const at = starts[from + index] ?? 0;
          return piece.subarray(Math.max(start - at, 0), end - at);
        }),
      );
    },
  };
}
