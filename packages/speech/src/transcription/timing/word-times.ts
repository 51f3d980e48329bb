import type { AlignedWord } from './align-words.ts';
import { mergePunctuation } from './merge-punctuation.ts';

/** A word under way to its final times. */
export interface TimedWord {
  readonly text: string;
  start: number;
  end: number;
  readonly probability: number;
}

/** A piece of a window under way to its final times, in seconds of the sound. */
export interface TimedPiece {
  start: number;
  end: number;
  /** Ids of the text, without time stamps. */
  readonly textIds: readonly number[];
  words: TimedWord[];
}

const sentenceEnds = '.。!！?？';

/**
 * Gives the pieces of a window their words, and shortens what is too long: words at the ends of sentences and after
 * pauses, where attention waits for speech to begin (openai/whisper, `add_word_timestamps`). A piece begins and ends
 * with its words.
 *
 * @param windowStart Where the window begins, in seconds.
 * @param lastSpeech Where the last word before the window ended, in seconds.
 */
export function addWordTimes(
  pieces: readonly TimedPiece[],
  aligned: readonly AlignedWord[],
  { windowStart, lastSpeech }: { readonly windowStart: number; readonly lastSpeech: number },
): void {
  const median = Math.min(0.7, medianOf(aligned.map(({ start, end }) => end - start).filter(Boolean)));
  shortenAtSentenceEnds(aligned, 2 * median);
  mergePunctuation(aligned);
  let speech = lastSpeech;
  let at = 0;
  for (const piece of pieces) {
    let taken = 0;
    for (let word = aligned[at]; word !== undefined && taken < piece.textIds.length; word = aligned[at]) {
      if (word.text !== '') {
        const [start, end] = [hundredths(windowStart + word.start), hundredths(windowStart + word.end)];
        piece.words.push({ text: word.text, start, end, probability: word.probability });
      }
      taken += word.ids.length;
      at++;
    }
    if (piece.words.length === 0) continue;
    shortenAfterPause(piece.words, speech, median);
    fitPiece(piece, median);
    speech = piece.end;
  }
}

function shortenAtSentenceEnds(words: readonly AlignedWord[], longest: number): void {
  if (longest === 0) return;
  for (const [at, word] of words.entries()) {
    const before = words[at - 1];
    if (before === undefined || word.end - word.start <= longest) continue;
    if (sentenceEnds.includes(word.text)) word.end = word.start + longest;
    else if (sentenceEnds.includes(before.text)) word.start = word.end - longest;
  }
}

function shortenAfterPause([first, second]: readonly TimedWord[], lastSpeech: number, median: number): void {
  if (first === undefined || first.end - lastSpeech <= 4 * median) return;
  const longest = 2 * median;
  const long = first.end - first.start > longest;
  if (!long && !(second !== undefined && second.end - first.start > 2 * longest)) return;
  if (second !== undefined && second.end - second.start > longest) {
    const boundary = Math.max(second.end / 2, second.end - longest);
    first.end = boundary;
    second.start = boundary;
  }
  first.start = Math.max(0, first.end - longest);
}

/** The piece keeps its own start or end where its first or last word is far too long, and otherwise takes the word's. */
function fitPiece(piece: TimedPiece, median: number): void {
  const [first, last] = [piece.words[0], piece.words.at(-1)];
  if (first === undefined || last === undefined) return;
  if (piece.start < first.end && piece.start - 0.5 > first.start) {
    first.start = Math.max(0, Math.min(first.end - median, piece.start));
  } else {
    piece.start = first.start;
  }
  if (piece.end > last.start && piece.end + 0.5 < last.end) {
    last.end = Math.max(last.start + median, piece.end);
  } else {
    piece.end = last.end;
  }
}

function medianOf(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = values.toSorted((one, other) => one - other);
  const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? 0, sorted[sorted.length >> 1] ?? 0];
  return (low + high) / 2;
}

function hundredths(seconds: number): number {
  return Math.round(100 * seconds) / 100;
}
