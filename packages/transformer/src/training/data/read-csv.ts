import { checkOptions, FormatError } from '@heed/core';
import Papa from 'papaparse';
import { longestRow, type TextSource, textPieces } from './text-source.ts';

/** Options of {@link readCsv}. */
export interface CsvOptions {
  /** What stands between two fields; a comma by default. */
  readonly delimiter?: string;
}

/**
 * The rows of comma-separated values (RFC 4180), header included if there is one: fields may stand in quotation marks and
 * hold commas, line ends and doubled quotation marks. Empty lines are left out. The text is read as it comes.
 *
 * @throws {FormatError} for a quotation mark that is not closed or stands inside a field, with the row's number.
 *
 * @example
 * ```ts
 * import { readCsv } from '@heed/transformer/training';
 * for await (const row of readCsv('text,label\n"good, very ""good""",1\n')) console.log(row);
 * // ['text', 'label'], then ['good, very "good"', '1']
 * ```
 */
export async function* readCsv(
  source: TextSource,
  options: CsvOptions = {},
): AsyncGenerator<string[], void, undefined> {
  checkOptions('readCsv', options, ['delimiter']);
  const { delimiter = ',' } = options;
  let rows = 0;
  let rest = '';
  let newline: '\n' | '\r\n' | undefined;
  const parse = function* (isLast: boolean): Generator<string[]> {
    newline ??= lineEndOf(rest) ?? (isLast ? '\n' : undefined);
    if (newline === undefined) return;
    const result: Papa.ParseResult<string[]> = new Papa.Parser({ delimiter, newline }).parse(
      rest,
      0,
      !isLast,
    );
    const { data, errors, meta } = result;
    // The last row may be cut anywhere, and is read again with what follows.
    const fault = errors.find(({ row = 0 }) => isLast || row < data.length);
    if (fault !== undefined) {
      throw new FormatError(`readCsv: row ${rows + (fault.row ?? 0) + 1}: ${fault.message}`);
    }
    rows += data.length;
    rest = isLast ? '' : rest.slice(meta.cursor);
    for (const row of data) if (row.length > 1 || row[0] !== '') yield row;
  };
  for await (const piece of textPieces(source, 'readCsv')) {
    rest += piece;
    if (piece.includes('\n')) yield* parse(false);
    if (rest.length > longestRow) {
      throw new FormatError(
        `readCsv: row ${rows + 1} has over ${longestRow} characters; is a quotation mark left open?`,
      );
    }
  }
  if (rest !== '') yield* parse(true);
}

/** The first line end outside quotation marks. */
function lineEndOf(text: string): '\n' | '\r\n' | undefined {
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') isQuoted = !isQuoted;
    if (text[at] === '\n' && !isQuoted) return text[at - 1] === '\r' ? '\r\n' : '\n';
  }
  return undefined;
}
