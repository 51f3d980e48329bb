import { checkOneOf, checkOptions } from '@heed/core';
import { checkCorpus, signature } from './signature.ts';
import { tokenize13a } from './tokenize-13a.ts';
import { countNGrams, splitWords, trimEnd } from './words.ts';

/** Options of {@link corpusBleu}. */
export interface BleuOptions {
  /** How text is cut into words: as WMT does (`13a`, the default), or at white space only (`none`). */
  readonly tokenization?: '13a' | 'none';
}

/** A BLEU score with the figures that it is made of. */
export interface BleuScore {
  /** From 0 to 100. */
  readonly score: number;
  /** What the score was computed with; state it beside the score. */
  readonly signature: string;
  /** The precision of n-grams of 1 to 4 words in percent, smoothed. */
  readonly precisions: readonly number[];
  /** From 0 to 1; below 1 when the hypotheses are shorter than the references. */
  readonly brevityPenalty: number;
  /** Words in all hypotheses. */
  readonly hypothesisLength: number;
  /** Words in the references, of each sentence the one that is closest in length. */
  readonly referenceLength: number;
}

const maxOrder = 4;

/**
 * BLEU of a corpus (Papineni et al. 2002, https://aclanthology.org/P02-1040) as sacrebleu computes it
 * (Post 2018, https://arxiv.org/abs/1804.08771), to the last digits:
 * BP · exp(¼ Σₙ log pₙ), n = 1 … 4, with BP = min(1, exp(1 − r / h)) for h words of hypotheses and r of
 * references. An order without a match counts as 1 / (2ᵏ · total), where k numbers such orders (`exp`).
 *
 * @param hypotheses The translations, in plain text.
 * @param references For each hypothesis its references, one or more, in plain text.
 * @throws {ShapeError} if there is nothing to score, or the lists do not belong together.
 *
 * @example
 * ```ts
 * import { corpusBleu } from '@heed/transformer';
 * const bleu = corpusBleu(['The cat sat on a mat.'], [['The cat sat on the mat.']]);
 * console.log(bleu.score.toFixed(2)); // 48.89
 * console.log(bleu.signature); // nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:heed-0.0.0
 * ```
 */
export function corpusBleu(
  hypotheses: readonly string[],
  references: readonly (readonly string[])[],
  options: BleuOptions = {},
): BleuScore {
  checkOptions('corpusBleu', options, ['tokenization']);
  const { tokenization = '13a' } = options;
  checkOneOf('corpusBleu: tokenization', tokenization, ['13a', 'none']);
  checkCorpus('corpusBleu', hypotheses, references);
  const tokenize = tokenization === '13a' ? tokenize13a : splitWords;
  const statistics: Statistics = {
    hypothesisLength: 0,
    referenceLength: 0,
    matches: new Array<number>(maxOrder).fill(0),
    totals: new Array<number>(maxOrder).fill(0),
  };
  for (const [index, hypothesis] of hypotheses.entries()) {
    const words = tokenize(trimEnd(hypothesis));
    const referenceWords = (references[index] ?? []).map((text) => tokenize(trimEnd(text)));
    addSentence(statistics, words, referenceWords);
  }
  const settings = { case: 'mixed', eff: 'no', tok: tokenization, smooth: 'exp' };
  return { ...scoreOf(statistics), signature: signature(references, settings) };
}

interface Statistics {
  hypothesisLength: number;
  referenceLength: number;
  readonly matches: number[];
  readonly totals: number[];
}

function addSentence(
  statistics: Statistics,
  words: readonly string[],
  references: readonly (readonly string[])[],
): void {
  statistics.hypothesisLength += words.length;
  statistics.referenceLength += closestLength(words.length, references);
  for (let order = 1; order <= maxOrder; order += 1) {
    const allowed = new Map<string, number>();
    for (const reference of references) {
      for (const [nGram, count] of countNGrams(reference, order, ' ')) {
        allowed.set(nGram, Math.max(allowed.get(nGram) ?? 0, count));
      }
    }
    let matches = 0;
    for (const [nGram, count] of countNGrams(words, order, ' ')) {
      matches += Math.min(count, allowed.get(nGram) ?? 0);
    }
    add(statistics.matches, order - 1, matches);
    add(statistics.totals, order - 1, Math.max(0, words.length - order + 1));
  }
}

function add(counts: number[], index: number, count: number): void {
  counts[index] = (counts[index] ?? 0) + count;
}

// The shorter of two that are equally close.
function closestLength(length: number, references: readonly (readonly string[])[]): number {
  const lengths = references.map((reference) => reference.length);
  const distance = (other: number): number => Math.abs(length - other);
  lengths.sort((a, b) => distance(a) - distance(b) || a - b);
  return lengths[0] ?? 0;
}

function scoreOf(statistics: Statistics): Omit<BleuScore, 'signature'> {
  const { hypothesisLength, referenceLength, matches, totals } = statistics;
  const shortfall = hypothesisLength > 0 ? 1 - referenceLength / hypothesisLength : -Infinity;
  const brevityPenalty = hypothesisLength < referenceLength ? Math.exp(shortfall) : 1;
  const figures = { brevityPenalty, hypothesisLength, referenceLength };
  const precisions = new Array<number>(maxOrder).fill(0);
  if (matches.every((count) => count === 0)) return { score: 0, precisions, ...figures };
  let smoothing = 1;
  for (const [index, total] of totals.entries()) {
    if (total === 0) break;
    const matched = matches[index] ?? 0;
    if (matched === 0) smoothing *= 2;
    precisions[index] = matched === 0 ? 100 / (smoothing * total) : (100 * matched) / total;
  }
  const logarithms = precisions.reduce((sum, precision) => sum + Math.log(precision), 0);
  return { score: brevityPenalty * Math.exp(logarithms / maxOrder), precisions, ...figures };
}
