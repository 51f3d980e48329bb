import { IndexError } from '@heed/core';
import { vocabularyEntries } from './models/index.ts';
import { type AddedTokenJson, countIds, type TokenizerJson } from './tokenizer-json.ts';

/** Tokens and ids of a tokenizer, the added tokens among them. */
export class Vocabulary {
  /** One more than the highest id. */
  readonly size: number;
  /** The added tokens that are special, and their ids. */
  readonly specialTokens: ReadonlyMap<string, number>;
  readonly #ids: ReadonlyMap<string, number>;
  readonly #tokens: ReadonlyMap<number, string>;
  readonly #spellings: ReadonlyMap<number, string>;

  /** @param spellings How added tokens are spelt in normalised text, if in another way. */
  constructor(
    json: TokenizerJson,
    addedTokens: readonly AddedTokenJson[],
    spellings: ReadonlyMap<number, string>,
  ) {
    const added = addedTokens.map(({ content, id }) => [content, id] as const);
    const entries = [...vocabularyEntries(json.model), ...added];
    this.size = countIds({ ...json, added_tokens: addedTokens });
    this.#ids = new Map(entries);
    this.#tokens = new Map(entries.map(([token, id]) => [id, token]));
    this.#spellings = spellings;
    this.specialTokens = new Map(
      addedTokens.filter(({ special }) => special).map(({ content, id }) => [content, id]),
    );
  }

  idOf(token: string): number | undefined {
    return this.#ids.get(token);
  }

  /** @throws {IndexError} for an id outside the vocabulary. */
  tokenOf(id: number): string {
    const token = this.#tokens.get(id);
    if (token !== undefined) return token;
    throw new IndexError(`Tokenizer: no token has the id ${id}; the vocabulary has ${this.size} ids`);
  }

  /** The token of an id as a decoder wants it: an added token in the spelling that the normaliser gives it. */
  spellingOf(id: number): string {
    return this.#spellings.get(id) ?? this.tokenOf(id);
  }
}
