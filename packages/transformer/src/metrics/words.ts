// White space as the reference implementations see it (Python's `str.isspace`): unlike `\s` it holds the
// separators U+001C to U+001F and U+0085, and not the byte order mark.
const space = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const wordPattern = new RegExp(`[^${space}]+`, 'gu');
const spacePattern = new RegExp(`[${space}]`, 'u');

/** The pieces of a text between white space. */
export function splitWords(text: string): string[] {
  return text.match(wordPattern) ?? [];
}

/** The text without white space at its end. */
export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && spacePattern.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** How often each run of `order` items occurs; a run is written with `separator` between its items. */
export function countNGrams(items: readonly string[], order: number, separator: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let start = 0; start + order <= items.length; start += 1) {
    const nGram = items.slice(start, start + order).join(separator);
    counts.set(nGram, (counts.get(nGram) ?? 0) + 1);
  }
  return counts;
}
