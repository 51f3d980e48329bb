import { checkKind } from '@heed/core';
import type { SpeechVocabulary } from '../../decoding/window-decoder.ts';

/** A word and the ids it is written with. */
export interface WordIds {
  readonly text: string;
  readonly ids: readonly number[];
}

/** Languages that are written without spaces between words. */
const withoutSpaces: ReadonlySet<string> = new Set(['zh', 'ja', 'th', 'lo', 'my', 'yue']);
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const unknownCharacter = '\uFFFD';

/**
 * Cuts the ids of a text into words: where a space is, and around ASCII punctuation; in languages without spaces,
 * wherever whole characters end.
 *
 * @param language Code such as `en`.
 *
 * @example
 * ```ts
 * import { splitWords } from '@heed/speech';
 * const pieces = [' the', ' sea', ' bird', 's', '.'];
 * const vocabulary = {
 *   ...{ firstTimestampId: 9, endId: 8, encode: () => [] },
 *   decode: (ids: readonly number[]) => ids.map((id) => pieces[id]).join(''),
 * };
 * console.log(splitWords(vocabulary, [0, 1, 2, 3, 4], 'en').map(({ text }) => text)); // ' the', ' sea', ' birds', '.'
 * ```
 */
export function splitWords(
  vocabulary: SpeechVocabulary,
  ids: readonly number[],
  language: string,
): WordIds[] {
  checkKind('splitWords: ids', ids, 'a list');
  checkKind('splitWords: language', language, 'a text');
  const characters = splitCharacters(vocabulary, ids);
  return withoutSpaces.has(language) ? characters : joinUnspaced(characters);
}

/** Groups of ids that make whole characters. */
function splitCharacters(vocabulary: SpeechVocabulary, ids: readonly number[]): WordIds[] {
  const whole = vocabulary.decode(ids);
  const groups: WordIds[] = [];
  let [group, offset]: [number[], number] = [[], 0];
  for (const id of ids) {
    group.push(id);
    const text = vocabulary.decode(group);
    const unknown = text.indexOf(unknownCharacter);
    if (unknown < 0 || whole[offset + unknown] === unknownCharacter) {
      groups.push({ text, ids: group });
      offset += text.length;
      group = [];
    }
  }
  return group.length === 0 ? groups : [...groups, { text: vocabulary.decode(group), ids: group }];
}

function joinUnspaced(characters: readonly WordIds[]): WordIds[] {
  const words: { text: string; ids: number[] }[] = [];
  for (const { text, ids } of characters) {
    const last = words.at(-1);
    if (last === undefined || text.startsWith(' ') || punctuation.includes(text.trim())) {
      words.push({ text, ids: [...ids] });
    } else {
      last.text += text;
      last.ids.push(...ids);
    }
  }
  return words;
}
