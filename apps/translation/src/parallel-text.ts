import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { FormatError, OptionError } from '@heed/core';

/** One line of parallel text: a sentence and its translation, further columns are further translations. */
export interface SentencePair {
  readonly source: string;
  readonly target: string;
}

/** Why a line of parallel text is left out. */
export type DropReason = 'malformed' | 'empty' | 'undecodable' | 'copy' | 'overlong';

/** Lines read, kept and left out by reason. */
export interface PairCounts {
  read: number;
  kept: number;
  readonly dropped: Record<DropReason, number>;
}

export function emptyCounts(): PairCounts {
  const dropped = { malformed: 0, empty: 0, undecodable: 0, copy: 0, overlong: 0 };
  return { read: 0, kept: 0, dropped };
}

/** NFC, no white space at the ends, and one space for each run of white space. */
export function normalizeSentence(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/**
 * Reads tab-separated text (plain or gzip by its name, UTF-8) line by line.
 * @throws {OptionError} if the file is not there, {FormatError} if its compression is broken.
 */
export async function* readLines(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const bytes = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  // `pipe` does not pass errors on, and a missing file must end the reading.
  if (bytes !== file) file.on('error', (error) => bytes.destroy(error));
  bytes.setEncoding('utf8');
  let rest = '';
  try {
    for await (const chunk of bytes) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield line.replace(/\r$/, '');
    }
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (code.startsWith('Z_')) throw new FormatError(`${path}: broken gzip data (${code})`, { cause });
    throw new OptionError(`${path}: cannot be read (${code || String(cause)})`, { cause });
  } finally {
    file.destroy();
  }
  if (rest !== '') yield rest.replace(/\r$/, '');
}

/** Reads sentence pairs, normalised, and leaves out those that teach nothing; `counts` tells why. */
export async function* readPairs(path: string, counts: PairCounts): AsyncGenerator<SentencePair> {
  for await (const line of readLines(path)) {
    const isFirst = counts.read === 0;
    counts.read += 1;
    const pair = parsePair(isFirst ? line.replace(/^\uFEFF/, '') : line);
    if (typeof pair === 'string') {
      counts.dropped[pair] += 1;
    } else {
      counts.kept += 1;
      yield pair;
    }
  }
}

function parsePair(line: string): SentencePair | DropReason {
  const columns = line.split('\t');
  if (columns.length < 2) return line.trim() === '' ? 'empty' : 'malformed';
  const source = normalizeSentence(columns[0] ?? '');
  const target = normalizeSentence(columns[1] ?? '');
  if (source === '' || target === '') return 'empty';
  if (source.includes('\uFFFD') || target.includes('\uFFFD')) return 'undecodable';
  if (source === target) return 'copy';
  return { source, target };
}
