import { checkKind } from '@heed/core';
import type { CtcLabel } from './scores.ts';
import type { CtcVocabulary } from './vocabulary.ts';

/** A word that was heard, and when. */
export interface CtcWord {
  readonly text: string;
  /** Seconds from the beginning. */
  readonly start: number;
  readonly end: number;
  /** Geometric mean of the probabilities of its labels. */
  readonly probability: number;
}

/**
 * Joins labels to words with their times. CTC places a label where it is surest, often in a frame or two, so a word is
 * from its first label to its last and tends to be shorter than it sounds.
 *
 * @param secondsPerFrame Of the logits: 0.02 for Whisper's encoder and for wav2vec 2.0.
 *
 * @example
 * ```ts
 * import { CtcVocabulary, ctcWords } from '@heed/speech';
 * const vocabulary = new CtcVocabulary({ '<pad>': 0, '|': 1, a: 2, m: 3 });
 * const label = (id: number, start: number) => ({ id, start, end: start + 1, probability: 1 });
 * const words = ctcWords([label(2, 4), label(3, 6), label(1, 9), label(2, 12)], vocabulary, 0.02);
 * console.log(words.map(({ text, start, end }) => [text, start, end])); // [['am', 0.08, 0.14], ['a', 0.24, 0.26]]
 * ```
 */
export function ctcWords(
  labels: readonly CtcLabel[],
  vocabulary: CtcVocabulary,
  secondsPerFrame: number,
): CtcWord[] {
  const words: CtcWord[] = [];
  let group: CtcLabel[] = [];
  const finish = (): void => {
    const [first, last] = [group[0], group.at(-1)];
    if (first !== undefined && last !== undefined) {
      const sum = group.reduce((total, { probability }) => total + Math.log(probability), 0);
      words.push({
        text: vocabulary.decode(group.map(({ id }) => id)),
        start: first.start * secondsPerFrame,
        end: last.end * secondsPerFrame,
        probability: Math.exp(sum / group.length),
      });
    }
    group = [];
  };
  checkKind('ctcWords: labels', labels, 'a list');
  for (const label of labels) {
    if (label.id === vocabulary.delimiter) finish();
    else group.push(label);
  }
  finish();
  return words;
}
