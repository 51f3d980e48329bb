import type { TokenDecoder } from './decoders/index.ts';

/**
 * Text as its tokens come, made by {@link Tokenizer.decodeStream}. What `push` gives is certain: it never ends inside a
 * character, and all parts together are what `decode` makes of all ids.
 *
 * @example
 * ```ts
 * import { Tokenizer, trainBpe } from '@heed/transformer';
 * const tokenizer = new Tokenizer(trainBpe([], { vocabularySize: 260 }));
 * const stream = tokenizer.decodeStream();
 * const parts = tokenizer.encode('🔥!').map((id) => stream.push(id));
 * console.log(parts); // [ '', '', '', '🔥', '!' ]
 * console.log(stream.end() === ''); // true: nothing was cut off
 * ```
 */
export class DecodeStream {
  readonly #decoder: TokenDecoder;
  readonly #tokenOf: (id: number) => string | undefined;

  /** @param tokenOf The token of an id; undefined for one that is left out. */
  constructor(decoder: TokenDecoder, tokenOf: (id: number) => string | undefined) {
    this.#decoder = decoder;
    this.#tokenOf = tokenOf;
  }

  /**
   * The text that is certain with this id, and was not before; often ''.
   *
   * @throws {IndexError} for an id outside the vocabulary.
   */
  push(id: number): string {
    const token = this.#tokenOf(id);
    return token === undefined ? '' : this.#decoder.push(token);
  }

  /** What was held back, such as half of a character, which becomes U+FFFD. Nothing can be pushed after it. */
  end(): string {
    return this.#decoder.end();
  }
}
