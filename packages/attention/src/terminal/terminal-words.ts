import stringWidth from 'string-width';

/** How many cells of a terminal a word takes: two for each wide character, none for combining marks. */
export function wordWidth(word: string): number {
  return stringWidth(word);
}

/** The word as it can be printed: no character that steers the terminal, and shortened with … if it is too wide. */
export function fitWord(word: string, width: number): string {
  const printable = word.slice(0, longestLook).replace(steering, visible);
  if (wordWidth(printable) <= width) return printable;
  let short = '';
  for (const { segment } of graphemes.segment(printable)) {
    if (wordWidth(short + segment) > width - 1) break;
    short += segment;
  }
  return `${short}…`;
}

/** The word with spaces behind it up to a width in cells. */
export function padEnd(word: string, width: number): string {
  return word + ' '.repeat(Math.max(0, width - wordWidth(word)));
}

/** The word with spaces before it up to a width in cells. */
export function padStart(word: string, width: number): string {
  return ' '.repeat(Math.max(0, width - wordWidth(word))) + word;
}

// A word may be a megabyte of marks that take no room; nobody reads further than this.
const longestLook = 256;

const graphemes = new Intl.Segmenter();

// Control characters, line and paragraph separators, and those that turn the direction of writing.
const steering = /[\p{Cc}\p{Surrogate}\u2028-\u202e\u2066-\u2069]/gu;

// The control pictures of Unicode stand from U+2400 on in the order of the characters they show.
function visible(character: string): string {
  const code = character.charCodeAt(0);
  if (code === 0x7f) return '\u2421';
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\uFFFD';
}
