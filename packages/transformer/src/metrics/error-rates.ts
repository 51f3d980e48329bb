import { editDistance, ValueError } from '@heed/core';
import { checkPairs } from './accuracy.ts';
import { checkTexts } from './check-texts.ts';

/**
 * Word error rate: words replaced, left out and added over all texts, by the number of words in the references. Words are
 * what stands between white space, as they are written; normalise case and punctuation before if they are not to count.
 *
 * @throws {ShapeError} for lists of different lengths, and {ValueError} for references without a word.
 *
 * @example
 * ```ts
 * import { wordErrorRate } from '@heed/transformer';
 * console.log(wordErrorRate(['the cat sat'], ['the cat sat down'])); // 0.25
 * ```
 */
export function wordErrorRate(hypotheses: readonly string[], references: readonly string[]): number {
  return errorRate('wordErrorRate', hypotheses, references, (text) => text.split(/\s+/).filter(Boolean));
}

/**
 * Character error rate: the same by characters (code points), white space at the ends apart.
 *
 * @throws {ShapeError} for lists of different lengths, and {ValueError} for references without a character.
 *
 * @example
 * ```ts
 * import { characterErrorRate } from '@heed/transformer';
 * console.log(characterErrorRate(['kitten'], ['sitting'])); // 0.4286
 * ```
 */
export function characterErrorRate(hypotheses: readonly string[], references: readonly string[]): number {
  return errorRate('characterErrorRate', hypotheses, references, (text) => [...text.trim()]);
}

function errorRate(
  name: string,
  hypotheses: readonly string[],
  references: readonly string[],
  cut: (text: string) => readonly string[],
): number {
  checkTexts(`${name}: hypotheses`, hypotheses);
  checkTexts(`${name}: references`, references);
  checkPairs(name, hypotheses, references);
  let errors = 0;
  let wanted = 0;
  for (const [index, reference] of references.entries()) {
    const pieces = cut(reference);
    wanted += pieces.length;
    errors += editDistance(cut(hypotheses[index] ?? ''), pieces);
  }
  if (wanted === 0) throw new ValueError(`${name}: the references are empty`);
  return errors / wanted;
}
