const beginnings: readonly (readonly [beginning: string, format: string])[] = [
  ['version ', 'a Git LFS pointer in its place: `git lfs pull` fetches the file itself'],
  ['\u001f\u008b', 'compressed by gzip: unpack it first'],
  // In a text that was read as UTF-8.
  ['\u001f\ufffd', 'compressed by gzip: unpack it first'],
  ['PK\u0003\u0004', 'a ZIP archive'],
  ['GGUF', 'a GGUF file'],
];
const page = 'a page of HTML or XML, such as servers send with an error';

/**
 * What a file is that was taken for another, by how it begins, for the message that refuses it: what came in place of a
 * download, or was not unpacked. Empty for what is not known.
 *
 * @param start The first bytes or characters; eight are enough.
 *
 * @example
 * ```ts
 * import { foreignFormat } from '@heed/core';
 * console.log(foreignFormat('<!doctype html>')); // ; it is a page of HTML or XML, such as servers send with an error
 * ```
 */
export function foreignFormat(start: Uint8Array | string): string {
  if (typeof start !== 'string' && !ArrayBuffer.isView(start)) return '';
  const text = typeof start === 'string' ? start : String.fromCharCode(...start.subarray(0, 8));
  const [, found] = beginnings.find(([beginning]) => text.startsWith(beginning)) ?? [];
  const format = /^\s*<[!?a-z]/i.test(text) ? page : found;
  return format === undefined ? '' : `; it is ${format}`;
}
