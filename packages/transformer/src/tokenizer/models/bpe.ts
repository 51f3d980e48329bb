import { FormatError, showValue } from '@heed/core';
import type { Part } from '../part.ts';
import { PieceCache } from '../piece-cache.ts';
import { type Merges, SymbolMerger } from './merge-symbols.ts';
import { PairTable } from './pair-table.ts';
import { byteTokens, type PieceTokens, TokenList, type TokenModel } from './token-model.ts';

/** Longer pieces are not remembered: they hardly come twice. */
const longestRemembered = 256;

/** Byte-pair encoding (Sennrich et al. 2016), on characters or on the characters of bytes. */
export class BytePairModel implements TokenModel {
  readonly #vocabulary: ReadonlyMap<string, number>;
  readonly #merger: SymbolMerger;
  readonly #cache = new PieceCache<PieceTokens>(50_000);
  readonly #unknown: number | undefined;
  readonly #prefix: string;
  readonly #suffix: string;
  readonly #fusesUnknown: boolean;
  readonly #fallsBackOnBytes: boolean;
  readonly #ignoresMerges: boolean;
  readonly #cut: RegExp | undefined;

  constructor(part: Part, vocabulary: ReadonlyMap<string, number>) {
    this.#vocabulary = vocabulary;
    this.#prefix = part.text('continuing_subword_prefix', '');
    this.#suffix = part.text('end_of_word_suffix', '');
    this.#fusesUnknown = part.flag('fuse_unk', false);
    this.#fallsBackOnBytes = part.flag('byte_fallback', false);
    this.#ignoresMerges = part.flag('ignore_merges', false);
    this.#unknown = part.has('unk_token') ? vocabulary.get(part.text('unk_token')) : undefined;
    const pairs = readMerges(part);
    this.#merger = new SymbolMerger(readRanks(pairs, vocabulary, this.#prefix, part.where));
    this.#cut = this.#mayCut(pairs) ? /▁*[^▁]+|▁+/gu : undefined;
  }

  tokenize(piece: string): PieceTokens {
    const known = this.#cache.get(piece);
    if (known !== undefined) return known;
    if (this.#cut !== undefined && piece.length > 32) return this.#inWords(piece, this.#cut);
    const tokens = this.#tokenize(piece);
    if (piece.length < longestRemembered) this.#cache.put(piece, tokens);
    return tokens;
  }

  /**
   * SentencePiece takes a whole text as one piece. Where no merge goes over the beginning of a word, its words can be
   * merged one by one, which gives the same tokens and lets them be remembered.
   */
  #mayCut(pairs: readonly (readonly [string, string])[]): boolean {
    if (this.#prefix !== '' || this.#suffix !== '' || this.#ignoresMerges || !this.#vocabulary.has('▁'))
      return false;
    return pairs.every(([left, right]) => !/[^▁]▁/u.test(left + right));
  }

  #inWords(piece: string, cut: RegExp): PieceTokens {
    const words = piece.match(cut) ?? [];
    const tokens = new TokenList();
    let at = 0;
    for (const word of words) {
      const { ids, starts, ends } = word.length > 32 ? this.#tokenize(word) : this.tokenize(word);
      for (const [index, id] of ids.entries())
        tokens.add(id, at + (starts[index] ?? 0), at + (ends[index] ?? 0));
      at += word.length;
    }
    return tokens;
  }

  #tokenize(piece: string): PieceTokens {
    const whole = this.#ignoresMerges ? this.#vocabulary.get(piece) : undefined;
    if (whole !== undefined) return { ids: [whole], starts: [0], ends: [piece.length] };
    return this.#merger.merge(this.#symbols(piece));
  }

  /** The characters of a piece as tokens. */
  #symbols(piece: string): PieceTokens {
    const symbols = new TokenList();
    let afterUnknown = false;
    let at = 0;
    for (const character of piece) {
      const end = at + character.length;
      const before = at === 0 ? '' : this.#prefix;
      const token = before + character + (end === piece.length ? this.#suffix : '');
      const id = this.#vocabulary.get(token);
      const bytes =
        id === undefined && this.#fallsBackOnBytes ? byteTokens(token, this.#vocabulary) : undefined;
      if (id !== undefined) symbols.add(id, at, end);
      else if (bytes !== undefined) for (const byte of bytes) symbols.add(byte, at, end);
      else if (this.#unknown !== undefined) {
        if (afterUnknown && this.#fusesUnknown) symbols.ends[symbols.ends.length - 1] = end;
        else symbols.add(this.#unknown, at, end);
      }
      afterUnknown = id === undefined && bytes === undefined;
      at = end;
    }
    return symbols;
  }
}

function readMerges(part: Part): (readonly [string, string])[] {
  const merges = part.value('merges');
  if (!Array.isArray(merges)) throw part.unsupported('merges', 'a list of pairs of tokens');
  return merges.map((merge: unknown) => {
    const [left, right] = typeof merge === 'string' ? merge.split(' ') : Array.isArray(merge) ? merge : [];
    if (typeof left === 'string' && typeof right === 'string') return [left, right];
    throw new FormatError(`${part.where}: merges must be a list of pairs of tokens, got ${showValue(merge)}`);
  });
}

function readRanks(
  pairs: readonly (readonly [string, string])[],
  vocabulary: ReadonlyMap<string, number>,
  prefix: string,
  where: string,
): Merges {
  const ranks = new PairTable(pairs.length);
  const results = new Int32Array(pairs.length);
  const idOf = (token: string): number => {
    const id = vocabulary.get(token);
    if (id !== undefined) return id;
    throw new FormatError(
      `${where}: a merge needs the token ${showValue(token)}, which the vocabulary lacks`,
    );
  };
  for (const [rank, [left, right]] of pairs.entries()) {
    results[rank] = idOf(left + right.slice(prefix.length));
    ranks.set(idOf(left), idOf(right), rank);
  }
  return { ranks, results };
}
