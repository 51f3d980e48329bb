import { type TextSource, textLines } from './text-source.ts';

/**
 * The rows of tab-separated values as they are registered (text/tab-separated-values): a tab ends a field, a line end ends
 * a row, and quotation marks are nothing but characters. Empty lines are left out. The text is read as it comes.
 *
 * @throws {FormatError} for bytes that are not UTF-8 and for a line beyond all measure.
 *
 * @example
 * ```ts
 * import { readTsv } from '@heed/transformer/training';
 * for await (const [text, label] of readTsv('a "fine" film\t1\nno\t0\n')) console.log(text, label);
 * ```
 */
export async function* readTsv(source: TextSource): AsyncGenerator<string[], void, undefined> {
  for await (const line of textLines(source, 'readTsv')) if (line !== '') yield line.split('\t');
}
