import { checkOptions, FormatError, IndexError } from '@heed/core';
import { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers';
import { PieceCache } from './piece-cache.ts';
import { checkTokenizerJson, countIds, type TokenizerJson } from './tokenizer-json.ts';
import { wellFormed } from './well-formed.ts';

/** Options of {@link Tokenizer.encode} and {@link Tokenizer.encodeBatch}. */
export interface EncodeOptions {
  /** Add the special tokens of the tokenizer's template, such as `</s>` at the end. Default true. */
  readonly addSpecialTokens?: boolean;
}

/** Options of {@link Tokenizer.decode} and {@link Tokenizer.decodeBatch}. */
export interface DecodeOptions {
  /** Leave special tokens out of the text. Default true. */
  readonly skipSpecialTokens?: boolean;
}

/**
 * Turns text into ids and back, as a `tokenizer.json` says. The work is done by `@huggingface/tokenizers`;
 * this class checks the file first, gives sound answers for odd text (nothing, lone surrogates) and
 * named errors for odd ids.
 *
 * @example
 * ```ts
 * import { Tokenizer, trainBpe } from '@heed/transformer';
 * const json = trainBpe(['the station'], { vocabularySize: 270, endToken: '</s>' });
 * const tokenizer = new Tokenizer(json);
 * const ids = tokenizer.encode('the train station');
 * console.log(tokenizer.decode(ids)); // the train station
 * console.log(ids.at(-1) === tokenizer.specialTokens.get('</s>')); // true
 * ```
 */
export class Tokenizer {
  /** The checked `tokenizer.json` that this tokenizer was made of. */
  readonly json: TokenizerJson;
  /** How many ids there are; the size of an embedding table for them. */
  readonly vocabularySize: number;
  /** The special tokens and their ids. */
  readonly specialTokens: ReadonlyMap<string, number>;
  readonly #tokenizer: InnerTokenizer;

  /**
   * @param json A parsed `tokenizer.json`, or what `trainBpe` returned.
   * @throws {FormatError} if it is no `tokenizer.json`, or asks for a part that is not known here.
   */
  constructor(json: unknown) {
    this.json = checkTokenizerJson(json);
    this.vocabularySize = countIds(this.json);
    this.specialTokens = new Map(
      this.json.added_tokens.filter(({ special }) => special).map(({ content, id }) => [content, id]),
    );
    try {
      this.#tokenizer = new HuggingFaceTokenizer(this.json, {});
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new FormatError(`tokenizer.json: ${reason}`, { cause });
    }
    const { model } = this.#tokenizer;
    if (model?.cache !== undefined) model.cache = new PieceCache(50_000);
  }

  /**
   * The ids of a text. An empty text gives only the special tokens of the template, or nothing.
   * A half of a surrogate pair that stands alone counts as U+FFFD.
   */
  encode(text: string, options: EncodeOptions = {}): number[] {
    checkOptions('Tokenizer.encode', options, ['addSpecialTokens']);
    const { addSpecialTokens = true } = options;
    return this.#tokenizer.encode(wellFormed(text), { add_special_tokens: addSpecialTokens }).ids;
  }

  /** The ids of several texts, each a list of its own length. */
  encodeBatch(texts: readonly string[], options: EncodeOptions = {}): number[][] {
    return texts.map((text) => this.encode(text, options));
  }

  /** The tokens of a text as they stand in the vocabulary, without the special tokens of the template. */
  tokenize(text: string): string[] {
    return this.#tokenizer.tokenize(wellFormed(text), { add_special_tokens: false });
  }

  /**
   * The text of ids. Bytes that are no UTF-8 become U+FFFD.
   * @throws {IndexError} for an id outside the vocabulary.
   */
  decode(ids: Iterable<number>, options: DecodeOptions = {}): string {
    checkOptions('Tokenizer.decode', options, ['skipSpecialTokens']);
    const { skipSpecialTokens = true } = options;
    const list = Array.from(ids);
    for (const id of list) this.idToToken(id);
    if (list.length === 0) return '';
    return this.#tokenizer.decode(list, {
      skip_special_tokens: skipSpecialTokens,
      clean_up_tokenization_spaces: false,
    });
  }

  /** The texts of several lists of ids. */
  decodeBatch(batch: readonly Iterable<number>[], options: DecodeOptions = {}): string[] {
    return batch.map((ids) => this.decode(ids, options));
  }

  /** The id of a token as it stands in the vocabulary, or undefined. */
  tokenToId(token: string): number | undefined {
    return this.#tokenizer.token_to_id(token);
  }

  /**
   * The token of an id as it stands in the vocabulary.
   * @throws {IndexError} for an id outside the vocabulary.
   */
  idToToken(id: number): string {
    const token = this.#tokenizer.id_to_token(id);
    if (token !== undefined) return token;
    throw new IndexError(
      `Tokenizer: no token has the id ${id}; the vocabulary has ${this.vocabularySize} ids`,
    );
  }
}

// The library's own declarations do not resolve under `nodenext`, so its part is stated here.
interface InnerTokenizer {
  readonly model: { cache?: Pick<PieceCache, 'get' | 'put' | 'clear'> } | null;
  encode(text: string, options: { add_special_tokens: boolean }): { ids: number[] };
  tokenize(text: string, options: { add_special_tokens: boolean }): string[];
  decode(
    ids: number[],
    options: { skip_special_tokens: boolean; clean_up_tokenization_spaces: boolean },
  ): string;
  token_to_id(token: string): number | undefined;
  id_to_token(id: number): string | undefined;
}
