import { madeByType, Part } from '../part.ts';
import { checkModel, type TokenizerJson } from '../tokenizer-json.ts';
import { BytePairModel } from './bpe.ts';
import { RenumberedModel } from './renumbered.ts';
import type { TokenModel } from './token-model.ts';
import { UnigramModel } from './unigram.ts';
import { WordLevelModel, WordPieceModel } from './word-piece.ts';

export type { PieceTokens, TokenModel } from './token-model.ts';

/** The model that the `model` of a `tokenizer.json` describes. */
export function createModel(part: Part, { vocab }: TokenizerJson['model']): TokenModel {
  const words = new Map(isUnigram(vocab) ? [] : Object.entries(vocab));
  return madeByType<TokenModel>(part, {
    BPE: () => new BytePairModel(part, words),
    Renumbered: () => {
      const pieces = checkModel(part.value('pieces'), `${part.where}.pieces`);
      const inner = createModel(new Part(pieces, `${part.where}.pieces`), pieces);
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

function isUnigram(
  vocab: TokenizerJson['model']['vocab'],
): vocab is Extract<typeof vocab, readonly unknown[]> {
  return Array.isArray(vocab);
}
