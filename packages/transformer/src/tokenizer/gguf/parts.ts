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

/** A template that puts tokens before and after each text; null if there are none. */
export function templateJson(
  metadata: VocabularyMetadata,
  before: string | undefined,
  after: string | undefined,
  secondType = 0,
): object | null {
  const used = [before, after].filter((token) => token !== undefined);
  if (used.length === 0) return null;
  const around = (sequence: 'A' | 'B', typeId: number): object[] => [
    ...(before === undefined || sequence === 'B' ? [] : [{ SpecialToken: { id: before, type_id: typeId } }]),
    { Sequence: { id: sequence, type_id: typeId } },
    ...(after === undefined ? [] : [{ SpecialToken: { id: after, type_id: typeId } }]),
  ];
  return {
    type: 'TemplateProcessing',
    single: around('A', 0),
    pair: [...around('A', 0), ...around('B', secondType)],
    special_tokens: Object.fromEntries(
      used.map((token) => [token, { id: token, ids: [metadata.tokens.indexOf(token)], tokens: [token] }]),
    ),
  };
}
