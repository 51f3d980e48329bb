import { FormatError } from '@heed/core';
import type { Part } from '../part.ts';
import { PieceCache } from '../piece-cache.ts';
import { widthAt } from '../text/changes.ts';
import type { UnigramPiece } from '../tokenizer-json.ts';
import { PairTable } from './pair-table.ts';
import { byteTokens, type PieceTokens, TokenList, type TokenModel } from './token-model.ts';

/** An unknown character costs so much more than the least likely token. */
const unknownPenalty = 10;
const longestRemembered = 256;

/** Unigram (Kudo 2018): the tokens whose scores add up to the most. */
export class UnigramModel implements TokenModel {
  readonly #vocabulary: ReadonlyMap<string, number>;
  readonly #scores: Float64Array;
  readonly #unknown: number | undefined;
  readonly #unknownScore: number;
  readonly #fallsBackOnBytes: boolean;
  readonly #cache = new PieceCache<PieceTokens>(50_000);
  /** A tree of the tokens' UTF-16 units, from a node and a unit to the next node, and by node the token that ends. */
  readonly #tree: PairTable;
  readonly #ending: number[] = [-1];
  readonly #where: string;

  constructor(part: Part, pieces: readonly UnigramPiece[]) {
    this.#where = part.where;
    this.#vocabulary = new Map(pieces.map(([token], id) => [token, id]));
    this.#scores = Float64Array.from(pieces, ([, score]) => score);
    this.#unknown = part.has('unk_id') ? part.number('unk_id') : undefined;
    if (this.#unknown !== undefined && pieces[this.#unknown] === undefined) {
      throw part.unsupported('unk_id', `an id of its ${pieces.length} tokens`);
    }
    this.#unknownScore =
      this.#scores.reduce((least, score) => Math.min(least, score), Infinity) - unknownPenalty;
    this.#fallsBackOnBytes = part.flag('byte_fallback', false);
    this.#tree = new PairTable(4 * pieces.length);
    for (const [token, id] of this.#vocabulary) this.#plant(token, id);
  }

  tokenize(piece: string): PieceTokens {
    const known = this.#cache.get(piece);
    if (known !== undefined) return known;
    const tokens = this.#tokenize(piece);
    if (piece.length < longestRemembered) this.#cache.put(piece, tokens);
    return tokens;
  }

  #plant(token: string, id: number): void {
    let node = 0;
    for (let unit = 0; unit < token.length; unit++) {
      const code = token.charCodeAt(unit);
      let next = this.#tree.get(node, code);
      if (next === -1) {
        next = this.#ending.push(-1) - 1;
        this.#tree.set(node, code, next);
      }
      node = next;
    }
    this.#ending[node] = id;
  }

  #tokenize(piece: string): PieceTokens {
    const { starts, ids } = this.#bestPath(piece);
    const tokens = new TokenList();
    // Backwards, with neighbours that are unknown taken together.
    for (let end = piece.length; end > 0; ) {
      let start = starts[end] ?? 0;
      if (ids[end] === this.#unknown) {
        while (start > 0 && ids[start] === this.#unknown) start = starts[start] ?? 0;
      }
      this.#add(tokens, piece.slice(start, end), start);
      end = start;
    }
    tokens.ids.reverse();
    tokens.starts.reverse();
    tokens.ends.reverse();
    return tokens;
  }

  /** By place, where the last token of the best way to it begins, and which it is (Viterbi). */
  #bestPath(piece: string): { starts: Int32Array; ids: Int32Array } {
    const scores = new Float64Array(piece.length + 1);
    const starts = new Int32Array(piece.length + 1).fill(-1);
    const ids = new Int32Array(piece.length + 1).fill(-1);
    const propose = (start: number, end: number, id: number, score: number): void => {
      const sum = score + (scores[start] ?? 0);
      if (starts[end] !== -1 && sum <= (scores[end] ?? 0)) return;
      scores[end] = sum;
      starts[end] = start;
      ids[end] = id;
    };
    for (let start = 0; start < piece.length; start += widthAt(piece, start)) {
      const next = start + widthAt(piece, start);
      let isKnown = false;
      let node = this.#tree.get(0, piece.charCodeAt(start));
      for (let end = start + 1; node !== -1; end++) {
        const id = this.#ending[node] ?? -1;
        if (id !== -1) propose(start, end, id, this.#scores[id] ?? 0);
        isKnown ||= id !== -1 && end === next;
        node = end < piece.length ? this.#tree.get(node, piece.charCodeAt(end)) : -1;
      }
      if (!isKnown) propose(start, next, this.#unknownId(), this.#unknownScore);
    }
    return { starts, ids };
  }

  #add(tokens: TokenList, text: string, start: number): void {
    const end = start + text.length;
    const id = this.#vocabulary.get(text);
    const bytes = id === undefined && this.#fallsBackOnBytes ? byteTokens(text, this.#vocabulary) : undefined;
    if (bytes === undefined) tokens.add(id ?? this.#unknownId(), start, end);
    else for (const byte of bytes.reverse()) tokens.add(byte, start, end);
  }

  #unknownId(): number {
    if (this.#unknown !== undefined) return this.#unknown;
    throw new FormatError(`${this.#where}: the text holds something unknown, and the model has no unk_id`);
  }
}
