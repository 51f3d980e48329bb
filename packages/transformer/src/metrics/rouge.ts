import { checkKind } from '@heed/core';

/** How much of a reference a summary holds, and the other way round. */
export interface RougeScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** What {@link rouge} finds. */
export interface RougeScores {
  /** By single words. */
  readonly rouge1: RougeScore;
  /** By pairs of words. */
  readonly rouge2: RougeScore;
  /** By the longest common subsequence of the whole texts. */
  readonly rougeL: RougeScore;
  /** By the union of the longest common subsequences of their lines. */
  readonly rougeLsum: RougeScore;
}

/**
 * ROUGE of a summary against a reference (Lin 2004), as Python's `rouge-score` without stemming: words are runs of a–z and
 * 0–9 in lower case.
 *
 * @example
 * ```ts
 * import { rouge } from '@heed/transformer';
 * const { rouge1, rougeL } = rouge('the cat was under the bed', 'the cat was found under the bed');
 * console.log(rouge1.f1, rougeL.f1); // 0.9231 0.9231
 * ```
 */
export function rouge(summary: string, reference: string): RougeScores {
  checkKind('rouge: summary', summary, 'a text');
  checkKind('rouge: reference', reference, 'a text');
  const [found, wanted] = [wordsOf(summary), wordsOf(reference)];
  return {
    rouge1: byPieces(found, wanted, 1),
    rouge2: byPieces(found, wanted, 2),
    rougeL: score(commonPlaces(wanted, found).length, found.length, wanted.length),
    rougeLsum: byLines(linesOf(summary), linesOf(reference)),
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

function linesOf(text: string): string[][] {
  return text.split('\n').filter(Boolean).map(wordsOf);
}

function score(common: number, found: number, wanted: number): RougeScore {
  if (common === 0) return { precision: 0, recall: 0, f1: 0 };
  const [precision, recall] = [common / found, common / wanted];
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

function byPieces(found: readonly string[], wanted: readonly string[], size: number): RougeScore {
  const pieces = (words: readonly string[]): Map<string, number> =>
    countOf(words.slice(size - 1).map((_, at) => words.slice(at, at + size).join(' ')));
  const [mine, theirs] = [pieces(found), pieces(wanted)];
  const common = [...mine].reduce((sum, [piece, times]) => sum + Math.min(times, theirs.get(piece) ?? 0), 0);
  const total = (words: readonly string[]): number => Math.max(words.length - size + 1, 0);
  return score(common, total(found), total(wanted));
}

function countOf(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/** The places in `wanted` of a longest common subsequence with `found`. */
function commonPlaces(wanted: readonly string[], found: readonly string[]): number[] {
  const width = found.length + 1;
  const table = new Uint32Array((wanted.length + 1) * width);
  const at = (row: number, column: number): number => table[row * width + column] ?? 0;
  for (const [row, word] of wanted.entries()) {
    for (const [column, other] of found.entries()) {
      table[(row + 1) * width + column + 1] =
        word === other ? at(row, column) + 1 : Math.max(at(row, column + 1), at(row + 1, column));
    }
  }
  const places: number[] = [];
  let [row, column] = [wanted.length, found.length];
  while (row > 0 && column > 0) {
    if (wanted[row - 1] === found[column - 1]) {
      places.unshift(row - 1);
      row -= 1;
      column -= 1;
    } else if (at(row, column - 1) > at(row - 1, column)) column -= 1;
    else row -= 1;
  }
  return places;
}

/** For each line of the reference the words of it that any line of the summary has in order; each word counts once. */
function byLines(found: readonly (readonly string[])[], wanted: readonly (readonly string[])[]): RougeScore {
  const [left, leftWanted] = [countOf(found.flat()), countOf(wanted.flat())];
  let common = 0;
  for (const line of wanted) {
    const places = new Set(found.flatMap((other) => commonPlaces(line, other)));
    for (const place of [...places].sort((a, b) => a - b)) {
      const word = line[place] ?? '';
      const [mine, theirs] = [left.get(word) ?? 0, leftWanted.get(word) ?? 0];
      if (mine === 0 || theirs === 0) continue;
      common += 1;
      left.set(word, mine - 1);
      leftWanted.set(word, theirs - 1);
    }
  }
  return score(common, found.flat().length, wanted.flat().length);
}
