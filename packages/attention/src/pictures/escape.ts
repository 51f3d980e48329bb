import { OptionError, showValue } from '@heed/core';
import { fitWord } from '../terminal/terminal-words.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text for HTML and XML, in elements and in quoted attributes. What XML forbids becomes U+FFFD.
 *
 * @example
 * ```ts
 * import { escapeText } from '@heed/attention/pictures';
 * console.log(escapeText('a < b & "c"')); // a &lt; b &amp; &quot;c&quot;
 * ```
 */
export function escapeText(text: string): string {
  if (typeof text !== 'string') throw new OptionError(`a text is needed, got ${showValue(text)}`);
  return text
    .toWellFormed()
    .replaceAll(forbiddenInXml, '\uFFFD')
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** JSON that can stand in a `<script>`: nothing in it ends the script or opens a comment, whatever the words. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** Words as they are shown: control characters made visible, shortened if they are long, never empty. */
export function shownWords(words: readonly string[], longest: number): string[] {
  return words.map((word) => {
    const shown = fitWord(word, longest);
    return shown.trim() === '' ? '␣' : shown;
  });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 does not allow.
const forbiddenInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
