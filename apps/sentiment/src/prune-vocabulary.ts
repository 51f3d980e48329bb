import { FormatError } from '@heed/core';
import type { TokenizerJson } from '@heed/transformer';

/** A tokenizer with fewer tokens, and which of the old ones they are. */
export interface PrunedVocabulary {
  readonly json: TokenizerJson;
  /** The old id of each new one. */
  readonly kept: readonly number[];
}

/**
 * A WordPiece tokenizer with the `size` tokens that count most: all special tokens, every letter or sign that a word can
 * fall apart into, then the most frequent. A word whose own token is gone is read in pieces, so nothing becomes unknown
 * that was known.
 *
 * @param counts How often each old id was seen.
 */
export function pruneVocabulary(
  json: TokenizerJson,
  counts: ReadonlyMap<number, number>,
  size: number,
): PrunedVocabulary {
  const { vocab } = json.model;
  if (json.model.type !== 'WordPiece' || Array.isArray(vocab)) {
    throw new FormatError(`only a WordPiece vocabulary can be pruned, this is ${json.model.type}`);
  }
  const special = new Set(json.added_tokens.map(({ content }) => content));
  const isNeeded = (token: string): boolean => special.has(token) || /^(##)?[!-~]$/u.test(token);
  const tokens = Object.entries(vocab)
    .sort(([a, oldA], [b, oldB]) => {
      const needed = Number(isNeeded(b)) - Number(isNeeded(a));
      return needed || (counts.get(oldB) ?? 0) - (counts.get(oldA) ?? 0) || oldA - oldB;
    })
    .slice(0, size)
    .sort(([, a], [, b]) => a - b);
  const newIds = new Map(tokens.map(([token], id) => [token, id]));
  const idOf = (token: string): number => newIds.get(token) ?? 0;
  return {
    kept: tokens.map(([, old]) => old),
    json: {
      ...json,
      truncation: null,
      padding: null,
      added_tokens: json.added_tokens.map((token) => ({ ...token, id: idOf(token.content) })),
      post_processor: renumbered(json.post_processor, idOf),
      model: { ...json.model, vocab: Object.fromEntries(newIds) },
    },
  };
}

/** The template with the new ids of its special tokens. */
function renumbered(postProcessor: object | null, idOf: (token: string) => number): object | null {
  if (postProcessor === null || !('special_tokens' in postProcessor)) return postProcessor;
  const names = Object.keys(postProcessor.special_tokens ?? {});
  const entries = names.map((id) => [id, { id, ids: [idOf(id)], tokens: [id] }]);
  return { ...postProcessor, special_tokens: Object.fromEntries(entries) };
}
