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
  const parse = (text: string, isLast: boolean): Papa.ParseResult<string[]> => {
    newline ??= text.includes('\r\n') ? '\r\n' : text.includes('\n') || isLast ? '\n' : undefined;
    const parser = new Papa.Parser({ delimiter, ...(newline && { newline }) });
    const result: Papa.ParseResult<string[]> = parser.parse(text, 0, !isLast);
    return result;
  };
  const checked = function* ({ data, errors }: Papa.ParseResult<string[]>): Generator<string[]> {
    const [fault] = errors;
    if (fault !== undefined) {
      throw new FormatError(`readCsv: row ${rows + (fault.row ?? 0) + 1}: ${fault.message}`);
    }
    rows += data.length;
    for (const row of data) if (row.length > 1 || row[0] !== '') yield row;
  };
  for await (const piece of textPieces(source, 'readCsv')) {
    rest += piece;
    if (!rest.includes('\n')) continue;
    // A carriage return at the end may be half of a line end.
    const result = parse(rest, false);
    yield* checked(result);
    rest = rest.slice(result.meta.cursor);
    if (rest.length > longestRow) {
      throw new FormatError(
        `readCsv: row ${rows + 1} has over ${longestRow} characters; is a quotation mark left open?`,
      );
    }
  }
  if (rest !== '') yield* checked(parse(rest, true));
}
