import { madeByType, Part } from '../part.ts';
import { checkModel, type TokenizerJson } from '../tokenizer-json.ts';
import { BytePairModel } from './bpe.ts';
import { RenumberedModel } from './renumbered.ts';
import type { TokenModel } from './token-model.ts';
import { UnigramModel } from './unigram.ts';
import { WordLevelModel, WordPieceModel } from './word-piece.ts';

export type { PieceTokens, TokenModel } from './token-model.ts';

/**
 * The model that the `model` of a `tokenizer.json` describes.
 *
 * @param words What {@link wordIds} gives of its vocabulary.
 */
export function createModel(
  part: Part,
  { vocab }: TokenizerJson['model'],
  words: ReadonlyMap<string, number>,
): TokenModel {
  return madeByType<TokenModel>(part, {
    BPE: () => new BytePairModel(part, words),
    Renumbered: () => {
      const pieces = checkModel(part.value('pieces'), `${part.where}.pieces`);
      const inner = createModel(new Part(pieces, `${part.where}.pieces`), pieces, wordIds(pieces));
      return new RenumberedModel(part, inner, vocabularyEntries(pieces), words);
    },
    Unigram: () => new UnigramModel(part, isUnigram(vocab) ? vocab : []),
    WordLevel: () => new WordLevelModel(part, words),
    WordPiece: () => new WordPieceModel(part, words),
  });
}

/** Tokens and ids of a vocabulary, without the added ones. */
export function vocabularyEntries({
  vocab,
}: Pick<TokenizerJson['model'], 'vocab'>): [token: string, id: number][] {
  return isUnigram(vocab) ? vocab.map(([token], id) => [token, id]) : Object.entries(vocab);
}

/** The id of each token of a vocabulary, without the added ones; of equal tokens the last one's. */
export function wordIds({ vocab }: Pick<TokenizerJson['model'], 'vocab'>): ReadonlyMap<string, number> {
  const ids = new Map<string, number>();
  if (isUnigram(vocab)) for (const [id, [token]] of vocab.entries()) ids.set(token, id);
  // An entry for each token of a large vocabulary would take longer than the map itself.
  else for (const token of Object.keys(vocab)) ids.set(token, vocab[token] ?? 0);
  return ids;
}

function isUnigram(
  vocab: TokenizerJson['model']['vocab'],
): vocab is Extract<typeof vocab, readonly unknown[]> {
  return Array.isArray(vocab);
}
