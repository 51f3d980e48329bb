import { checkOptions, checkWhole } from '@heed/core';
import { checkCorpus, signature } from './signature.ts';
import { countNGrams, splitWords } from './words.ts';

/** Options of {@link chrF}. */
export interface ChrFOptions {
  /** The longest run of characters that is compared. Default 6. */
  readonly characterOrder?: number;
  /** The longest run of words that is compared: 0, the default, or 2 for chrF++. */
  readonly wordOrder?: number;
  /** Recall counts `beta`² times as much as precision. Default 2. */
  readonly beta?: number;
}

/** A chrF score. */
export interface ChrFScore {
  /** From 0 to 100. */
  readonly score: number;
  /** chrF2, or chrF2++ with words. */
  readonly name: string;
  /** What the score was computed with; state it beside the score. */
  readonly signature: string;
}

/** Of one n-gram order: how many the hypotheses have, the references have, and both have. */
interface Matches {
  hypothesis: number;
  reference: number;
  common: number;
}

/**
 * chrF, the F-score of character n-grams (Popović 2015, https://aclanthology.org/W15-3049), and with
 * `wordOrder: 2` chrF++ (Popović 2017, https://aclanthology.org/W17-4770), as sacrebleu computes them:
 * (1 + β²) · P · R / (β² · P + R), with precision P and recall R averaged over the orders that occur.
 * White space does not count as a character. Of several references the best is taken for each sentence.
 *
 * @param hypotheses The translations, in plain text.
 * @param references For each hypothesis its references, one or more, in plain text.
 * @throws {ShapeError} if there is nothing to score, or the lists do not belong together.
 *
 * @example
 * ```ts
 * import { chrF } from '@heed/transformer';
 * const hypotheses = ['The cat sat on a mat.'];
 * const references = [['The cat sat on the mat.']];
 * console.log(chrF(hypotheses, references).score.toFixed(2)); // 65.80
 * console.log(chrF(hypotheses, references, { wordOrder: 2 }).name); // chrF2++
 * ```
 */
export function chrF(
  hypotheses: readonly string[],
  references: readonly (readonly string[])[],
  options: ChrFOptions = {},
): ChrFScore {
  checkOptions('chrF', options, ['characterOrder', 'wordOrder', 'beta']);
  const { characterOrder = 6, wordOrder = 0, beta = 2 } = options;
  checkWhole('chrF: characterOrder', characterOrder);
  checkWhole('chrF: wordOrder', wordOrder, 0);
  checkWhole('chrF: beta', beta);
  checkCorpus('chrF', hypotheses, references);
  const nGramsOf = (text: string): Map<string, number>[] => allNGrams(text, characterOrder, wordOrder);
  const totals = Array.from({ length: characterOrder + wordOrder }, noMatches);
  for (const [index, hypothesis] of hypotheses.entries()) {
    const own = nGramsOf(hypothesis);
    const candidates = (references[index] ?? []).map((text) => compare(own, nGramsOf(text)));
    addTo(totals, bestOf(candidates, beta));
  }
  const settings = { case: 'mixed', eff: 'yes', nc: characterOrder, nw: wordOrder, space: 'no' };
  return {
    score: fScore(totals, beta),
    name: `chrF${beta}${'+'.repeat(wordOrder)}`,
    signature: signature(references, settings),
  };
}

function noMatches(): Matches {
  return { hypothesis: 0, reference: 0, common: 0 };
}

function allNGrams(text: string, characterOrder: number, wordOrder: number): Map<string, number>[] {
  const words = splitWords(text);
  const characters = Array.from(words.join(''));
  const nGrams: Map<string, number>[] = [];
  for (let order = 1; order <= characterOrder; order += 1) {
    nGrams.push(countNGrams(characters, order, ''));
  }
  const separated = wordOrder > 0 ? words.flatMap(separatePunctuation) : [];
  for (let order = 1; order <= wordOrder; order += 1) {
    nGrams.push(countNGrams(separated, order, ' '));
  }
  return nGrams;
}

// One mark only, at the end or else at the start, as in Popović's script: `(hi)` gives `(hi` and `)`.
function separatePunctuation(word: string): string[] {
  const [first = ''] = word;
  if (first === word) return [word];
  if (/[!-/:-@[-`{-~]$/.test(word)) return [word.slice(0, -1), word.slice(-1)];
  return /^[!-/:-@[-`{-~]/.test(word) ? [first, word.slice(1)] : [word];
}

function compare(own: readonly Map<string, number>[], other: readonly Map<string, number>[]): Matches[] {
  return own.map((counts, index) => {
    const reference = other[index] ?? new Map<string, number>();
    const matches = noMatches();
    for (const [nGram, count] of counts) {
      // A reference too short for this order says nothing about it.
      if (reference.size > 0) matches.hypothesis += count;
      matches.common += Math.min(count, reference.get(nGram) ?? 0);
    }
    for (const count of reference.values()) matches.reference += count;
    return matches;
  });
}

// The first of several that are equally good.
function bestOf(candidates: readonly Matches[][], beta: number): Matches[] {
  let best: Matches[] = [];
  let bestScore = -1;
  for (const candidate of candidates) {
    const score = fScore(candidate, beta);
    if (score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

function addTo(totals: readonly Matches[], sentence: readonly Matches[]): void {
  for (const [index, total] of totals.entries()) {
    total.hypothesis += sentence[index]?.hypothesis ?? 0;
    total.reference += sentence[index]?.reference ?? 0;
    total.common += sentence[index]?.common ?? 0;
  }
}

function fScore(matches: readonly Matches[], beta: number): number {
  const orders = matches.filter(({ hypothesis, reference }) => hypothesis > 0 && reference > 0);
  const mean = (part: (order: Matches) => number): number =>
    orders.reduce((sum, order) => sum + part(order), 0) / Math.max(orders.length, 1);
  const precision = mean(({ common, hypothesis }) => common / hypothesis);
  const recall = mean(({ common, reference }) => common / reference);
  if (precision + recall === 0) return 0;
  const factor = beta ** 2;
  return (100 * (1 + factor) * precision * recall) / (factor * precision + recall);
}
