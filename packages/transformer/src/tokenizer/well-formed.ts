/**
 * The text with every half of a surrogate pair that stands alone replaced by U+FFFD, as UTF-8 needs it.
 * With the flag `u`, `\p{Surrogate}` matches only such halves.
 */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}
