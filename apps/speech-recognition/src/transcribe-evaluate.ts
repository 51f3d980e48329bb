import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FormatError } from '@heed/core';
import { transcribeAll, type WindowDecoder } from '@heed/speech';
import { readSound } from '@heed/speech/node';
import { wordErrorRate } from '@heed/transformer';

/** How well a model writes down the sounds of a folder. */
export interface TranscriptionScores {
  readonly files: number;
  readonly words: number;
  readonly wordErrorRate: number;
  /** By the first part of the file's path. */
  readonly byFolder: Readonly<Record<string, number>>;
  /** Seconds of sound. */
  readonly seconds: number;
  /** Seconds of work for each second of sound, files read included. */
  readonly realTimeFactor: number;
}

/** A sound of a set and what is said in it. */
interface Spoken {
  readonly file: string;
  readonly text: string;
}

/**
 * Compares what a model writes with `transcripts.tsv` of a folder, whose columns `file` and `text` say what is said in
 * which file. Case and punctuation do not count.
 *
 * @throws {FormatError} for a table without these columns.
 */
export async function evaluateTranscription(
  decoder: WindowDecoder,
  folder: string,
  log: (line: string) => void,
): Promise<TranscriptionScores> {
  const spoken = readTranscripts(await readFile(join(folder, 'transcripts.tsv'), 'utf8'));
  const results: { folder: string; heard: string; text: string }[] = [];
  const began = performance.now();
  let seconds = 0;
  for (const { file, text } of spoken) {
    const transcript = await transcribeAll(decoder, await readSound(join(folder, file)), {
      temperatures: [0],
    });
    seconds += transcript.seconds;
    results.push({
      folder: file.includes('/') ? (file.split('/')[0] ?? '') : '.',
      heard: plainWords(transcript.text),
      text: plainWords(text),
    });
    log(`update ${results.length}/${spoken.length}`);
  }
  const work = (performance.now() - began) / 1000;
  const rate = (some: typeof results): number => {
    return wordErrorRate(
      some.map(({ heard }) => heard),
      some.map(({ text }) => text),
    );
  };
  const byFolder = Map.groupBy(results, (result) => result.folder);
  return {
    files: results.length,
    words: results.reduce((sum, { text }) => sum + text.split(' ').length, 0),
    wordErrorRate: rate(results),
    byFolder: Object.fromEntries(Array.from(byFolder, ([name, some]) => [name, rate(some)])),
    ...{ seconds, realTimeFactor: work / seconds },
  };
}

/** Words in small letters without punctuation; what belongs to a word stays: `don't`, `e-mail` is two words. */
export function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}']+/gu, ' ')
    .trim();
}

function readTranscripts(table: string): Spoken[] {
  const [header = '', ...lines] = table.trimEnd().split('\n');
  const names = header.split('\t');
  const [file, text] = [names.indexOf('file'), names.indexOf('text')];
  if (file < 0 || text < 0)
    throw new FormatError(`transcripts.tsv: needs columns file and text, has ${names.join(', ')}`);
  return lines.map((line) => {
    const cells = line.split('\t');
    return { file: cells[file] ?? '', text: cells[text] ?? '' };
  });
}
