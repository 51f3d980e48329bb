import { FormatError, showValue } from '@heed/core';
import type { Part } from '../part.ts';
import { PieceCache } from '../piece-cache.ts';
import { type PieceTokens, TokenList, type TokenModel } from './token-model.ts';

/** WordPiece (Wu et al. 2016): of each word the longest beginning that is a token, and so on. */
export class WordPieceModel implements TokenModel {
  readonly #vocabulary: ReadonlyMap<string, number>;
  readonly #cache = new PieceCache<PieceTokens>(50_000);
  readonly #prefix: string;
  readonly #longest: number;
  readonly #unknown: () => number;

  constructor(part: Part, vocabulary: ReadonlyMap<string, number>) {
    this.#vocabulary = vocabulary;
    this.#prefix = part.text('continuing_subword_prefix', '##');
    this.#longest = part.size('max_input_chars_per_word', 100);
    this.#unknown = unknownToken(part, vocabulary);
  }

  tokenize(piece: string): PieceTokens {
    const known = this.#cache.get(piece);
    if (known !== undefined) return known;
    const tokens = this.#tokenize(piece);
    this.#cache.put(piece, tokens);
    return tokens;
  }

  #tokenize(piece: string): PieceTokens {
    const places = placesOf(piece, this.#longest);
    const tokens = new TokenList();
    for (let start = 0, end = 0; places !== undefined && start < places.length - 1; start = end) {
      const from = places[start] ?? 0;
      let id: number | undefined;
      for (end = places.length - 1; end > start; end--) {
        const token = (start === 0 ? '' : this.#prefix) + piece.slice(from, places[end]);
        id = this.#vocabulary.get(token);
        if (id !== undefined) break;
      }
      if (id === undefined) break;
      tokens.add(id, from, places[end] ?? 0);
      if (end === places.length - 1) return tokens;
    }
    return { ids: [this.#unknown()], starts: [0], ends: [piece.length] };
  }
}

/** A vocabulary of whole words. */
export class WordLevelModel implements TokenModel {
  readonly #vocabulary: ReadonlyMap<string, number>;
  readonly #unknown: () => number;

  constructor(part: Part, vocabulary: ReadonlyMap<string, number>) {
    this.#vocabulary = vocabulary;
    this.#unknown = unknownToken(part, vocabulary);
  }

  tokenize(piece: string): PieceTokens {
    const id = this.#vocabulary.get(piece) ?? this.#unknown();
    return { ids: [id], starts: [0], ends: [piece.length] };
  }
}

/** Where the characters of a piece begin, and its end; undefined if there are too many. */
function placesOf(piece: string, most: number): number[] | undefined {
  if (piece.length > 2 * most) return undefined;
  const places = [0];
  let at = 0;
  for (const character of piece) {
    at += character.length;
    places.push(at);
  }
  return places.length - 1 > most ? undefined : places;
}

/** The id for what is unknown, which need not be there until it is needed. */
function unknownToken(part: Part, vocabulary: ReadonlyMap<string, number>): () => number {
  const token = part.text('unk_token', '[UNK]');
  const id = vocabulary.get(token);
  return () => {
    if (id !== undefined) return id;
    throw new FormatError(
      `${part.where}: the text holds something unknown, and the vocabulary has no unk_token ${showValue(token)}`,
    );
  };
}
