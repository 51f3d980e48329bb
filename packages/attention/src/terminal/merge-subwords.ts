import { checkOneOf } from '@heed/core';
import { tableRows, type WeightTable } from './weight-table.ts';

/** Whole words on one side of the weights, and the weights that belong to them. */
export interface MergedWords {
  readonly labels: string[];
  /** [rows, columns] */
  readonly weights: number[][];
}

/**
 * Joins the pieces of a byte-level tokenizer (`Ġsta`, `tion`) to words, for people to read. A word that
 * looked gets the mean of what its pieces looked at, a word that was looked at gets the sum, so that a
 * row of attention still sums to 1. Punctuation and special tokens (`</s>`) stay apart.
 *
 * @param tokens As they stand in the vocabulary, `Ġ` for a space.
 * @param weights [rows, columns], with the tokens on one side.
 * @param side Where the tokens stand: `rows` looked, `columns` were looked at.
 * @throws {ShapeError} if the weights do not fit the tokens.
 *
 * @example
 * ```ts
 * import { mergeSubwords } from '@heed/attention/terminal';
 * const tokens = ['The', 'Ġsta', 'tion', '.'];
 * const { labels, weights } = mergeSubwords(tokens, [[0.5, 0.25, 0.125, 0.125]], 'columns');
 * console.log(labels); // [ 'The', 'station', '.' ]
 * console.log(weights); // [ [ 0.5, 0.375, 0.125 ] ]
 * ```
 */
export function mergeSubwords(
  tokens: readonly string[],
  weights: WeightTable,
  side: 'rows' | 'columns',
): MergedWords {
  checkOneOf('mergeSubwords: side', side, ['rows', 'columns']);
  const groups = groupTokens(tokens);
  const labels = groups.map(({ start, end }) => textOf(tokens.slice(start, end)).trim() || '␣');
  if (side === 'columns') {
    const rows = 'data' in weights ? (weights.shape[0] ?? 0) : weights.length;
    const table = tableRows('mergeSubwords', weights, rows, tokens.length);
    const merged = table.map((row) => groups.map(({ start, end }) => sum(row.slice(start, end))));
    return { labels, weights: merged };
  }
  const columns = 'data' in weights ? (weights.shape[1] ?? 0) : (weights[0]?.length ?? 0);
  const table = tableRows('mergeSubwords', weights, tokens.length, columns);
  const merged = groups.map(({ start, end }) => {
    const pieces = table.slice(start, end);
    return Array.from({ length: columns }, (_, column) => {
      return sum(pieces.map((row) => row[column] ?? 0)) / pieces.length;
    });
  });
  return { labels, weights: merged };
}

interface Group {
  start: number;
  end: number;
}

/** What a run of tokens is: letters and digits, a mark, a special token, or part of a character only. */
type Kind = 'word' | 'mark' | 'special' | 'part';

function groupTokens(tokens: readonly string[]): Group[] {
  const groups: Group[] = [];
  let previous: Kind = 'special';
  for (const { start, end } of groupCharacters(tokens)) {
    const text = textOf(tokens.slice(start, end));
    const kind = kindOf(tokens[start] ?? '', text);
    const last = groups.at(-1);
    const joins = kind === previous && kind !== 'special' && !/^\s/.test(text);
    if (last !== undefined && joins) last.end = end;
    else groups.push({ start, end });
    previous = kind;
  }
  return groups;
}

/** Groups tokens so that each group holds whole characters, unless the bytes are no UTF-8. */
function groupCharacters(tokens: readonly string[]): Group[] {
  const groups: Group[] = [];
  let open = false;
  for (const [index, token] of tokens.entries()) {
    const last = groups.at(-1);
    // Inside a character a byte from 0x80 to 0xbf goes on; anything else starts anew.
    if (last !== undefined && open && isContinuation(bytesOf([token])[0] ?? 0)) last.end = index + 1;
    else groups.push({ start: index, end: index + 1 });
    const group = groups.at(-1);
    open = group !== undefined && textOf(tokens.slice(group.start, group.end)).endsWith('\uFFFD');
  }
  return groups;
}

function kindOf(token: string, text: string): Kind {
  if (/^<[^<>\s]+>$/.test(token)) return 'special';
  if (text.includes('\uFFFD')) return 'part';
  return /[\p{L}\p{M}\p{N}]/u.test(text) ? 'word' : 'mark';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

function textOf(tokens: readonly string[]): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytesOf(tokens)));
}

// Byte-level tokens write each byte as a character: bytes that print as themselves, the others as U+0100,
// U+0101, … in their order. Any other character, of a special token say, stands for its own UTF-8.
function bytesOf(tokens: readonly string[]): number[] {
  return Array.from(tokens.join('')).flatMap((character) => {
    const code = character.codePointAt(0) ?? 0;
    if (isPrinting(code)) return [code];
    const hidden = hiddenBytes[code - 0x100];
    return hidden === undefined ? Array.from(new TextEncoder().encode(character)) : [hidden];
  });
}

function isPrinting(byte: number): boolean {
  return (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xff && byte !== 0xad);
}

const hiddenBytes = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => !isPrinting(byte));
