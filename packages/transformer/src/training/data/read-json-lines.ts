import { parseStrictJson } from '@heed/core';
import { type TextSource, textLines } from './text-source.ts';

/**
 * The values of JSON Lines: one of JSON in each line; empty lines are left out. The text is read as it comes.
 *
 * @throws {FormatError} for a line that is not JSON, with its number.
 *
 * @example
 * ```ts
 * import { readJsonLines } from '@heed/transformer/training';
 * for await (const value of readJsonLines('{"text": "a"}\n{"text": "b"}\n')) console.log(value);
 * ```
 */
export async function* readJsonLines(source: TextSource): AsyncGenerator<unknown, void, undefined> {
  let number = 0;
  for await (const line of textLines(source, 'readJsonLines')) {
    number += 1;
    if (line.trim() !== '') yield parseStrictJson(line, `readJsonLines: line ${number}`);
  }
}
