import { type TemplatePart, templateJson, tokenParts } from '../template-json.ts';
import { tokenKinds } from '../token-kinds.ts';
import type { AddedTokenJson } from '../tokenizer-json.ts';
import type { VocabularyMetadata } from './metadata.ts';

/** The ids of all tokens. Of two of one spelling the first counts. */
export function vocabularyJson(tokens: readonly string[]): Record<string, number> {
  return Object.fromEntries(tokens.map((token, id): [string, number] => [token, id]).reverse());
}

/** Control tokens, and those that their makers want to be found in texts. */
export function addedTokensJson(
  metadata: VocabularyMetadata,
  {
    before = [],
    after = [],
  }: { readonly before?: readonly string[]; readonly after?: readonly string[] } = {},
): AddedTokenJson[] {
  const added = [tokenKinds.control, tokenKinds.userDefined, tokenKinds.unknown];
  return metadata.tokens.flatMap((content, id) => {
    const kind = metadata.kindOf(id);
    if (!added.some((known) => known === kind)) return [];
    return {
      id,
      content,
      single_word: false,
      lstrip: before.includes(content),
      rstrip: after.includes(content),
      normalized: false,
      special: kind !== tokenKinds.userDefined,
    };
  });
}

/** A template that puts tokens before and after each text, but before the second only what ends the first; null if there are none. */
export function aroundTexts(
  { tokens }: VocabularyMetadata,
  before: string | undefined,
  after: string | undefined,
  secondType = 0,
): object | null {
  const single: TemplatePart[] = [...tokenParts([before]), { text: 'A' }, ...tokenParts([after])];
  const second: TemplatePart[] = [{ text: 'B', type: secondType }, ...tokenParts([after], secondType)];
  return templateJson((token) => tokens.indexOf(token), single, [...single, ...second]);
}
