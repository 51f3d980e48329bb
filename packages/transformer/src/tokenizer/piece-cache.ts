/** Remembers how pieces of text were cut into tokens. When full it starts anew, which costs less than to keep order. */
export class PieceCache<Tokens> {
  readonly #limit: number;
  readonly #tokens = new Map<string, Tokens>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(piece: string): Tokens | undefined {
    return this.#tokens.get(piece);
  }

  put(piece: string, tokens: Tokens): void {
    if (this.#tokens.size >= this.#limit) this.#tokens.clear();
    this.#tokens.set(piece, tokens);
  }
}
