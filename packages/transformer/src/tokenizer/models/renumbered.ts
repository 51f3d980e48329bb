import type { Part } from '../part.ts';
import type { PieceTokens, TokenModel } from './token-model.ts';

/**
 * Finds pieces with one model and numbers them by another vocabulary, as Marian and M2M100 do: what that one lacks is
 * unknown. A kind of our own; no file of Python's `tokenizers` has it.
 */
export class RenumberedModel implements TokenModel {
  readonly #pieces: TokenModel;
  readonly #ids: ReadonlyMap<number, number>;
  readonly #unknown: number;

  /**
   * @param pieces Finds the pieces.
   * @param entries Its tokens and ids.
   * @param vocabulary The tokens and the ids that they get.
   */
  constructor(
    part: Part,
    pieces: TokenModel,
    entries: Iterable<readonly [token: string, id: number]>,
    vocabulary: ReadonlyMap<string, number>,
  ) {
    const unknown = vocabulary.get(part.text('unk_token'));
    if (unknown === undefined) throw part.unsupported('unk_token', 'a token of its vocabulary');
    this.#pieces = pieces;
    this.#unknown = unknown;
    this.#ids = new Map(Array.from(entries, ([token, id]) => [id, vocabulary.get(token) ?? unknown]));
  }

  tokenize(piece: string): PieceTokens {
    const { ids, starts, ends } = this.#pieces.tokenize(piece);
    return { ids: ids.map((id) => this.#ids.get(id) ?? this.#unknown), starts, ends };
  }
}
