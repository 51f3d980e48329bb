import type { AlignedWord } from './align-words.ts';

const before = '"\'“¿([{-';
const after = '"\'.。,，!！?？:：”)]}、';

/**
 * Gives punctuation to the word it belongs to: what opens to the word after it, what closes to the word before. What is
 * given away is left empty in its place.
 */
export function mergePunctuation(words: readonly AlignedWord[]): void {
  let following = words.at(-1);
  for (const word of words.slice(0, -1).reverse()) {
    if (following !== undefined && word.text.startsWith(' ') && before.includes(word.text.trim())) {
      following.text = word.text + following.text;
      following.ids = [...word.ids, ...following.ids];
      [word.text, word.ids] = ['', []];
    } else {
      following = word;
    }
  }
  let [previous] = words;
  for (const word of words.slice(1)) {
    if (previous !== undefined && !previous.text.endsWith(' ') && after.includes(word.text)) {
      previous.text += word.text;
      previous.ids = [...previous.ids, ...word.ids];
      [word.text, word.ids] = ['', []];
    } else {
      previous = word;
    }
  }
}

/** Whether a word is nothing but such punctuation. */
export function isPunctuation(text: string): boolean {
  return (before + after).includes(text);
}
