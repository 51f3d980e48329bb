import { FormatError } from '@heed/core';

/** A part of a template: a special token, or one of the texts; `type` is its token type, 0 by default. */
export type TemplatePart =
  | { readonly token: string; readonly type?: number }
  | { readonly text: 'A' | 'B'; readonly type?: number };

/** Tokens as parts of a template. */
export function tokenParts(tokens: readonly (string | undefined)[], type = 0): TemplatePart[] {
  return tokens.flatMap((token) => (token === undefined ? [] : [{ token, type }]));
}

/**
 * The `post_processor` that puts special tokens around one text and around two; null if there are none.
 *
 * @throws {FormatError} for a token that has no id.
 */
export function templateJson(
  idOf: (token: string) => number | undefined,
  single: readonly TemplatePart[],
  pair: readonly TemplatePart[],
): object | null {
  const used = new Set([...single, ...pair].flatMap((part) => ('token' in part ? [part.token] : [])));
  if (used.size === 0) return null;
  return {
    type: 'TemplateProcessing',
    single: single.map(partJson),
    pair: pair.map(partJson),
    special_tokens: Object.fromEntries([...used].map((token) => [token, tokenJson(token, idOf(token))])),
  };
}

function partJson(part: TemplatePart): object {
  const { type: type_id = 0 } = part;
  return 'token' in part
    ? { SpecialToken: { id: part.token, type_id } }
    : { Sequence: { id: part.text, type_id } };
}

function tokenJson(token: string, id: number | undefined): object {
  if (id === undefined || id < 0) throw new FormatError(`tokenizer: no token ${JSON.stringify(token)}`);
  return { id: token, ids: [id], tokens: [token] };
}
