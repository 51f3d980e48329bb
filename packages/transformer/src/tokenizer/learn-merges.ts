import TinyQueue from 'tinyqueue';

/** A merge rule: the ids of two neighbours and the id of the token that they become. */
export interface Merge {
  readonly left: number;
  readonly right: number;
  readonly merged: number;
}

interface Candidate {
  readonly left: number;
  readonly right: number;
  count: number;
}

interface Corpus {
  /** The ids that each distinct word is made of at the moment. */
  readonly words: number[][];
  /** How often each distinct word occurs. */
  readonly frequencies: readonly number[];
  readonly pairCounts: Map<number, number>;
  /** The words in which a pair has been seen. A word may be listed twice or have lost the pair since. */
  readonly pairWords: Map<number, number[]>;
}

// Ids stay below 2^26, so that a pair of them is one exact number.
const idLimit = 2 ** 26;
const pairKey = (left: number, right: number): number => left * idLimit + right;

/**
 * Learns byte-pair-encoding merges (Sennrich et al. 2016, https://arxiv.org/abs/1508.07909): again and
 * again the most frequent pair of neighbours becomes a token of its own. Only words that hold the pair
 * are touched, and the queue corrects a stale count when it comes to the top, so that the work is near
 * linear in the corpus. Of equally frequent pairs the one with the lower ids wins, as in the trainer of
 * Hugging Face tokenizers.
 *
 * @param wordCounts The distinct words and how often each occurs.
 * @param tokens The tokens to start with, in the order of their ids; learned ones are appended.
 * @param vocabularySize Stop at this many tokens.
 * @param minFrequency Stop when the best pair is rarer than this.
 */
export function learnMerges(
  wordCounts: ReadonlyMap<string, number>,
  tokens: string[],
  vocabularySize: number,
  minFrequency: number,
): Merge[] {
  const ids = new Map(tokens.map((token, id) => [token, id]));
  const corpus = countPairs(wordCounts, ids);
  const queue = new TinyQueue<Candidate>([], byCountThenIds);
  for (const [key, count] of corpus.pairCounts) queue.push(candidate(key, count));
  const merges: Merge[] = [];
  while (tokens.length < vocabularySize) {
    const best = queue.pop();
    if (best === undefined) break;
    const key = pairKey(best.left, best.right);
    const count = corpus.pairCounts.get(key) ?? 0;
    if (count !== best.count) {
      best.count = count;
      if (count > 0) queue.push(best);
      continue;
    }
    if (count < minFrequency) break;
    const token = `${tokens[best.left]}${tokens[best.right]}`;
    // Two ways can lead to the same text ("a" + "bc", "ab" + "c"): it stays one token.
    const merged = ids.get(token) ?? tokens.length;
    if (merged === tokens.length) {
      tokens.push(token);
      ids.set(token, merged);
    }
    const merge = { left: best.left, right: best.right, merged };
    merges.push(merge);
    for (const pair of applyMerge(corpus, merge)) {
      const pairCount = corpus.pairCounts.get(pair) ?? 0;
      if (pairCount > 0) queue.push(candidate(pair, pairCount));
    }
  }
  return merges;
}

function byCountThenIds(a: Candidate, b: Candidate): number {
  return b.count - a.count || a.left - b.left || a.right - b.right;
}

function candidate(key: number, count: number): Candidate {
  return { left: Math.floor(key / idLimit), right: key % idLimit, count };
}

function countPairs(wordCounts: ReadonlyMap<string, number>, ids: ReadonlyMap<string, number>): Corpus {
  const corpus: Corpus = {
    words: [],
    frequencies: [...wordCounts.values()],
    pairCounts: new Map(),
    pairWords: new Map(),
  };
  for (const [word, frequency] of wordCounts) {
    // A character outside the alphabet is left out of the word, as the tokenizers library does.
    const symbols = Array.from(word, (character) => ids.get(character)).filter((id) => id !== undefined);
    const index = corpus.words.push(symbols) - 1;
    let previous = symbols[0];
    for (const symbol of symbols.slice(1)) {
      if (previous !== undefined) addPair(corpus, pairKey(previous, symbol), frequency, index);
      previous = symbol;
    }
  }
  return corpus;
}

function addPair(corpus: Corpus, key: number, count: number, word: number): void {
  corpus.pairCounts.set(key, (corpus.pairCounts.get(key) ?? 0) + count);
  if (count < 0) return;
  const words = corpus.pairWords.get(key);
  if (words === undefined) corpus.pairWords.set(key, [word]);
  else if (words.at(-1) !== word) words.push(word);
}

/** Merges the pair wherever it stands and returns the pairs that came into being. */
function applyMerge(corpus: Corpus, merge: Merge): Set<number> {
  const key = pairKey(merge.left, merge.right);
  const created = new Set<number>();
  const words = corpus.pairWords.get(key) ?? [];
  corpus.pairWords.delete(key);
  for (const index of words) mergeInWord(corpus, index, merge, created);
  corpus.pairCounts.delete(key);
  return created;
}

function mergeInWord(corpus: Corpus, index: number, merge: Merge, created: Set<number>): void {
  const { left, right, merged } = merge;
  const symbols = corpus.words[index] ?? [];
  const frequency = corpus.frequencies[index] ?? 0;
  const result: number[] = [];
  for (let position = 0; position < symbols.length; position++) {
    const symbol = symbols[position];
    if (symbol === undefined) break;
    if (symbol !== left || symbols[position + 1] !== right) {
      result.push(symbol);
      continue;
    }
    const before = result.at(-1);
    const after = symbols[position + 2];
    if (before !== undefined) {
      addPair(corpus, pairKey(before, left), -frequency, index);
      addPair(corpus, pairKey(before, merged), frequency, index);
      created.add(pairKey(before, merged));
    }
    if (after !== undefined) {
      addPair(corpus, pairKey(right, after), -frequency, index);
      addPair(corpus, pairKey(merged, after), frequency, index);
      created.add(pairKey(merged, after));
    }
    result.push(merged);
    position += 1;
  }
  corpus.words[index] = result;
}
