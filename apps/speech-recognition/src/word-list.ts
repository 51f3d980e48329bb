import type { CtcLanguageModel, CtcVocabulary } from '@heed/speech';

/** Log-probability of a beginning that no word has: all but never, so that nonsense is still heard as something. */
const strange = Math.log(1e-6);

/**
 * A language model that knows some words, all as likely, and little else: a prefix costs nothing as long as its last word
 * is, or may become, one of them.
 */
export function wordListModel(words: readonly string[], vocabulary: CtcVocabulary): CtcLanguageModel {
  const whole = new Set(words);
  const beginnings = new Set(words.flatMap((word) => Array.from(word, (_, at) => word.slice(0, at + 1))));
  return (prefix) => {
    const text = prefix.map((id) => vocabulary.token(id)).join('');
    const [last = ''] = text.trimEnd().split(' ').slice(-1);
    const isKnown = text.endsWith(' ') ? last === '' || whole.has(last) : beginnings.has(last);
    return isKnown ? 0 : strange;
  };
}
