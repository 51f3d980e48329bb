import { createReadStream } from 'node:fs';
import { appendFile, open, stat, writeFile } from 'node:fs/promises';
import { FormatError, OptionError } from '@heed/core';
import { readCsv } from '@heed/transformer/training';
import Papa from 'papaparse';
import type { SentimentCheckpoint } from './checkpoint.ts';
import { classify } from './classifier.ts';
import { tasks } from './task.ts';
import type { Verdict } from './verdict.ts';

/** Options of {@link classifyCsv}. */
export interface CsvOptions {
  readonly input: string;
  /** File to write; one that is there already is gone on with. */
  readonly output: string;
  /** Name of the column that holds the texts. */
  readonly column: string;
  readonly log: (line: string) => void;
  readonly signal?: AbortSignal;
}

const rowsAtOnce = 64;
const added = ['sentiment', 'negative', 'neutral', 'positive', 'emotion'];

/**
 * Classifies the texts in a column of a CSV file: each row is written out with five columns more. Rows that the output
 * holds already are not done again, so that a long job can be stopped and started.
 *
 * @throws {OptionError} where there is no such column, or the output belongs to another file.
 */
export async function classifyCsv(checkpoint: SentimentCheckpoint, options: CsvOptions): Promise<number> {
  const { input, output, column, log, signal } = options;
  const rows = readCsv(createReadStream(input));
  const { value: header } = await rows.next();
  const at = header?.indexOf(column) ?? -1;
  if (header === undefined || at < 0) {
    throw new OptionError(
      `${input} has no column ${JSON.stringify(column)}; it has ${header?.join(', ') ?? 'none'}`,
    );
  }
  let done = await rowsDone(output, [...header, ...added]);
  if (done > 0) log(`going on behind row ${done}`);
  let seen = 0;
  let batch: string[][] = [];
  const flush = async (): Promise<void> => {
    const verdicts = await classify(
      checkpoint,
      batch.map((row) => row[at] ?? ''),
    );
    const lines = batch.map((row, index) => {
      const verdict = verdicts[index];
      return verdict === undefined ? row : [...padded(row, header.length), ...cells(verdict)];
    });
    await appendFile(output, csvLines(lines));
    done += batch.length;
    batch = [];
    log(`update ${done} rows`);
  };
  for await (const row of rows) {
    seen += 1;
    if (seen <= done) continue;
    if (signal?.aborted) break;
    batch.push(row);
    if (batch.length === rowsAtOnce) await flush();
  }
  if (batch.length > 0 && !signal?.aborted) await flush();
  return done;
}

/** How many rows an output holds whole; what follows its last line end, of a process that was killed, is cut off. */
async function rowsDone(output: string, header: readonly string[]): Promise<number> {
  const size = await stat(output).then(
    (found) => found.size,
    () => undefined,
  );
  if (size === undefined) {
    await writeFile(output, csvLines([header]));
    return 0;
  }
  let count = 0;
  let end = 0;
  try {
    for await (const row of readCsv(createReadStream(output))) {
      if (count === 0 && row.join() !== header.join()) {
        throw new OptionError(`${output} is there, and its columns are others: ${row.join(', ')}`);
      }
      // The last row of a killed process may lack cells, the end of one, or that of its quotation, and is done again.
      const bytes = Buffer.byteLength(csvLines([row]));
      if (row.length < header.length || end + bytes > size) break;
      count += 1;
      end += bytes;
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
  }
  await using file = await open(output, 'r+');
  await file.truncate(end);
  return Math.max(count - 1, 0);
}

function padded(row: readonly string[], length: number): string[] {
  return Array.from({ length: Math.max(length, row.length) }, (_, index) => row[index] ?? '');
}

function cells({ sentiment, negative, neutral, positive, emotion }: Verdict): string[] {
  const three = [negative, neutral, positive].map((value) => value.toFixed(4));
  return [sentiment, ...three, tasks.emotion[emotion] ?? ''];
}

function csvLines(rows: readonly (readonly string[])[]): string {
  return `${Papa.unparse(
    rows.map((row) => [...row]),
    { newline: '\n' },
  )}\n`;
}
