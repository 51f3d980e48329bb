import { FormatError } from '@heed/core';
import { checkItems } from './check-items.ts';

/**
 * Where a reader has its text from: text that is there, a `Blob` or `File`, the body of a response, or a stream of Node.
 * Bytes are UTF-8.
 */
export type TextSource =
  | string
  | Blob
  | ReadableStream<Uint8Array<ArrayBuffer>>
  | AsyncIterable<Uint8Array | string>;

/** Most characters of one row: a file that is no text, or a quote that never closes, must not fill the memory. */
export const longestRow = 64_000_000;

/** The pieces of a text in turn, without a byte order mark. */
export async function* textPieces(source: TextSource, name: string): AsyncGenerator<string, void, undefined> {
  if (typeof source === 'string') {
    yield source.replace(/^\uFEFF/, '');
    return;
  }
  if (!(source instanceof Blob)) checkItems(name, source);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (bytes?: Uint8Array): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch (cause) {
      throw new FormatError(`${name}: the text is not UTF-8`, { cause });
    }
  };
  for await (const piece of source instanceof Blob ? source.stream() : source) {
    yield typeof piece === 'string' ? piece : decode(piece);
  }
  yield decode();
}

/** The lines of a text, without their ends (LF or CRLF); the empty piece behind the last end is no line. */
export async function* textLines(source: TextSource, name: string): AsyncGenerator<string, void, undefined> {
  let rest = '';
  for await (const piece of textPieces(source, name)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestRow) throw new FormatError(`${name}: a line of over ${longestRow} characters`);
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
  if (rest !== '') yield rest.endsWith('\r') ? rest.slice(0, -1) : rest;
}
