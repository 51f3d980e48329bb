import type { Beams } from '@heed/transformer';

/** A text as it was written, without the end token. */
export interface WrittenText {
  readonly ids: readonly number[];
  /** Sum of the log-probabilities of its ids and of the end token, where it came to that. */
  readonly logProbability: number;
}

/** A search for the text of one window: by the likeliest tokens, by drawing, or by beams. */
export interface TextSearch extends Beams {
  /** What it came to. */
  readonly texts: readonly WrittenText[];
}

/** Where a search ends. */
export interface SearchLimits {
  readonly endId: number;
  /** Most ids. */
  readonly length: number;
}

/** The text with the largest mean log-probability of its ids; of equals the first. */
export function likeliestText(texts: readonly WrittenText[]): WrittenText {
  const score = ({ ids, logProbability }: WrittenText): number => logProbability / Math.max(1, ids.length);
  const [first = { ids: [], logProbability: 0 }, ...others] = texts;
  return others.reduce((best, text) => (score(text) > score(best) ? text : best), first);
}
