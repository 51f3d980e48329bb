import { checkKind } from '@heed/core';

/** Refuses, of callers without types, what is no list of texts, such as one text alone. */
export function checkTexts(name: string, texts: readonly string[]): void {
  checkKind(name, texts, 'a list');
  for (const [index, text] of texts.entries()) checkKind(`${name}[${index}]`, text, 'a text');
}
