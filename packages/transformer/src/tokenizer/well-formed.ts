import { checkKind } from '@heed/core';

/**
 * The text with every half of a surrogate pair that stands alone replaced by U+FFFD, as UTF-8 needs it.
 * With the flag `u`, `\p{Surrogate}` matches only such halves.
 */
export function wellFormed(text: string): string {
  checkKind('a tokenizer’s text', text, 'a text');
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}
