import { readFileSync } from 'node:fs';

const words: readonly string[] = JSON.parse(readFileSync(new URL('words.json', import.meta.url), 'utf8'));

/** How often a text has each of the words. */
export function countWords(text: string): number[] {
  const said = text.toLowerCase().match(/[a-z]+/g) ?? [];
  return words.map((word) => said.filter((one) => one === word).length);
}
