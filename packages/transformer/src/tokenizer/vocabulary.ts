import { IndexError } from '@heed/core';
import { vocabularyEntries } from './models/index.ts';
import type { AddedTokenJson, TokenizerJson } from './tokenizer-json.ts';

/** Tokens and ids of a tokenizer, the added tokens among them. */
export class Vocabulary {
  /** One more than the highest id. */
  readonly size: number;
  /** The added tokens that are special, and their ids. */
  readonly specialTokens: ReadonlyMap<string, number>;
  readonly #words: ReadonlyMap<string, number>;
  readonly #added: ReadonlyMap<string, number>;
  readonly #spellings: ReadonlyMap<number, string>;
  readonly #model: TokenizerJson['model'];
  /** Made when the first id is asked for its token: who only encodes needs none. */
  #tokens: ReadonlyMap<number, string> | undefined;

  /**
   * @param words The ids of the model's tokens.
   * @param spellings How added tokens are spelt in normalised text, if in another way.
   */
  constructor(
    model: TokenizerJson['model'],
    words: ReadonlyMap<string, number>,
    addedTokens: readonly AddedTokenJson[],
    spellings: ReadonlyMap<number, string>,
  ) {
    this.#model = model;
    this.#words = words;
    this.#added = new Map(addedTokens.map(({ content, id }) => [content, id]));
    this.#spellings = spellings;
    this.specialTokens = new Map(
      addedTokens.filter(({ special }) => special).map(({ content, id }) => [content, id]),
    );
    let size = Array.isArray(model.vocab) ? model.vocab.length : 0;
    for (const ids of [words, this.#added]) for (const id of ids.values()) size = Math.max(size, id + 1);
    this.size = size;
  }

  idOf(token: string): number | undefined {
    return this.#added.get(token) ?? this.#words.get(token);
  }

  /** @throws {IndexError} for an id outside the vocabulary. */
  tokenOf(id: number): string {
    const token = this.#byId().get(id);
    if (token !== undefined) return token;
    throw new IndexError(`Tokenizer: no token has the id ${id}; the vocabulary has ${this.size} ids`);
  }

  /** The token of an id as a decoder wants it: an added token in the spelling that the normaliser gives it. */
  spellingOf(id: number): string {
    return this.#spellings.get(id) ?? this.tokenOf(id);
  }

  #byId(): ReadonlyMap<number, string> {
    if (this.#tokens !== undefined) return this.#tokens;
    const tokens = new Map<number, string>();
    for (const [token, id] of vocabularyEntries(this.#model)) tokens.set(id, token);
    for (const [token, id] of this.#added) tokens.set(id, token);
    this.#tokens = tokens;
    return tokens;
  }
}
