import { framesPerSecond } from './cut-window.ts';
import { isPunctuation } from './timing/merge-punctuation.ts';
import type { TimedPiece, TimedWord } from './timing/word-times.ts';

/** Where a window lies. */
export interface WindowPlace {
  /** Seconds. */
  readonly start: number;
  /** Seconds of sound in it. */
  readonly seconds: number;
  /** Seconds of any window. */
  readonly windowSeconds: number;
  /** Where the last word before it ended, in seconds. */
  readonly lastSpeech: number;
}

/** What is left of a window, and where the next one begins: a frame of the sound, where it is not where it was. */
export interface KeptPieces<Piece extends TimedPiece> {
  readonly pieces: readonly Piece[];
  readonly seek?: number;
  /** Nothing more is said up to the end. */
  readonly done?: boolean;
}

/**
 * Takes out what seems made up: pieces of words that are too long, too short or improbable, with silence or more of
 * their kind around them. The sound is heard again from there (openai/whisper, `hallucination_silence_threshold`).
 *
 * @param threshold Seconds of silence.
 * @param endsBefore Whether the sound ends before a time in seconds.
 */
export async function dropHallucinations<Piece extends TimedPiece>(
  pieces: readonly Piece[],
  place: WindowPlace,
  threshold: number,
  endsBefore: (seconds: number) => Promise<boolean>,
): Promise<KeptPieces<Piece>> {
  const windowEnd = place.start + place.windowSeconds;
  const first = pieces.find(hasWords);
  if (first !== undefined && seemsMadeUp(first) && first.start - place.start > threshold) {
    const gap = Math.round((first.start - place.start) * framesPerSecond);
    return { pieces: [], seek: Math.round(place.start * framesPerSecond) + gap };
  }
  let before = place.lastSpeech;
  for (const [at, piece] of pieces.entries()) {
    if (!hasWords(piece)) continue;
    if (seemsMadeUp(piece)) {
      const next = pieces.slice(at + 1).find(hasWords);
      const nextStart = next?.words[0]?.start ?? place.start + place.seconds;
      const silenceBefore =
        piece.start - before > threshold || piece.start < threshold || piece.start - place.start < 2;
      const silenceAfter =
        nextStart - piece.end > threshold ||
        (next !== undefined && seemsMadeUp(next)) ||
        windowEnd - piece.end < 2;
      if (silenceBefore && silenceAfter) {
        const seek = Math.round(Math.max(place.start + 1, piece.start) * framesPerSecond);
        const done = await endsBefore(piece.end + threshold);
        return { pieces: pieces.slice(0, at), seek, done };
      }
    }
    before = piece.end;
  }
  return { pieces };
}

function hasWords(piece: TimedPiece): boolean {
  return piece.words.length > 0;
}

function seemsMadeUp(piece: TimedPiece): boolean {
  const words = piece.words.filter(({ text }) => !isPunctuation(text)).slice(0, 8);
  const score = words.reduce((sum, word) => sum + oddness(word), 0);
  return score >= 3 || score + 0.01 >= words.length;
}

function oddness({ start, end, probability }: TimedWord): number {
  const seconds = end - start;
  return (
    (probability < 0.15 ? 1 : 0) +
    (seconds < 0.133 ? (0.133 - seconds) * 15 : 0) +
    (seconds > 2 ? seconds - 2 : 0)
  );
}
