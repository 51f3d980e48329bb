import type { GeneratedToken } from '../text-under-way.ts';

/** Tokens on their way from whoever makes them to the one who reads them. */
export class TokenChannel {
  readonly #tokens: GeneratedToken[] = [];
  #isClosed = false;
  #error: unknown;
  #wake: () => void = () => {};

  /** Adds a token. */
  push(token: GeneratedToken): void {
    this.#tokens.push(token);
    this.#wake();
  }

  /** Ends the tokens, with an error for the reader if there is one. The first end counts. */
  close(error?: unknown): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#error = error;
    this.#wake();
  }

  /** The tokens as they come, until the channel is closed. For one reader. */
  async *read(): AsyncGenerator<GeneratedToken, void, undefined> {
    for (;;) {
      const token = this.#tokens.shift();
      if (token !== undefined) yield token;
      else if (this.#isClosed) break;
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
    if (this.#error !== undefined) throw this.#error;
  }
}
