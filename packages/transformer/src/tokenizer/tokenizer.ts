import { checkOptions, OptionError, showValue } from '@heed/core';
import { assemble, describeTokens, type TextTokens } from './assemble.ts';
import { DecodeStream } from './decode-stream.ts';
import { cleanUpSpaces, createDecoder, type TokenDecoder } from './decoders/index.ts';
import type { Encoding, TextInput } from './encoding.ts';
import { wordIds } from './models/index.ts';
import type { DecodeOptions, EncodeOptions, EncodeTextOptions, TokenizerOptions } from './options.ts';
import { type PadToken, padded, readPadding } from './padding.ts';
import { Part } from './part.ts';
import { TextPipeline } from './pipeline.ts';
import { createPostProcessor, type PostProcessor, plainLayout } from './post-processors/index.ts';
import {
  allAddedTokens,
  findRoles,
  readTokenizerConfig,
  type SpecialToken,
  type SpecialTokenRole,
  type TokenizerSettings,
} from './tokenizer-config.ts';
import { checkTokenizerJson, type TokenizerJson } from './tokenizer-json.ts';
import { cutTexts, readTruncation, type Window } from './truncation.ts';
import { Vocabulary } from './vocabulary.ts';
import { wellFormed } from './well-formed.ts';

/**
 * Turns text into ids and back, as a `tokenizer.json` says, with the ids, places and texts that Python's `tokenizers`
 * gives. Texts are JavaScript strings and places in them UTF-16 units; half of a surrogate pair counts as U+FFFD.
 * Truncation and padding that a file asks for by itself are not applied: options say when to cut and to fill.
 *
 * @example
 * ```ts
 * import { Tokenizer, trainBpe } from '@heed/transformer';
 * const json = trainBpe(['the station'], { vocabularySize: 270, endToken: '</s>' });
 * const tokenizer = new Tokenizer(json);
 * const ids = tokenizer.encode('the train station');
 * console.log(tokenizer.decode(ids)); // the train station
 * console.log(tokenizer.decode(ids, { skipSpecialTokens: false })); // the train station</s>
 * ```
 */
export class Tokenizer {
  /** What this tokenizer was made of. */
  readonly json: TokenizerJson;
  /** How many ids there are; the size of an embedding table for them. */
  readonly vocabularySize: number;
  /** The special tokens and their ids. */
  readonly specialTokens: ReadonlyMap<string, number>;
  /**
   * Special tokens by what they are for, `roles.get('eos')`: as the config says, and for encoders, which have a mask, under
   * their usual names where it says nothing.
   */
  readonly roles: ReadonlyMap<SpecialTokenRole, SpecialToken>;
  /** The most tokens that the model was made for, if the config says so. */
  readonly maximumLength: number | undefined;
  readonly #vocabulary: Vocabulary;
  readonly #pipeline: TextPipeline;
  readonly #postProcessor: PostProcessor;
  readonly #startDecoding: () => TokenDecoder;
  readonly #settings: TokenizerSettings;

  /**
   * @param json A parsed `tokenizer.json`, or what `trainBpe` returned.
   * @throws {FormatError} if it is no `tokenizer.json`, or asks for a part that is not known here.
   */
  constructor(json: unknown, options: TokenizerOptions = {}) {
    checkOptions('Tokenizer', options, ['config', 'specialTokensMap']);
    this.json = checkTokenizerJson(json);
    this.#settings = readTokenizerConfig(options.config, options.specialTokensMap);
    const addedTokens = allAddedTokens(this.json, this.#settings);
    const words = wordIds(this.json.model);
    this.#pipeline = new TextPipeline(this.json, addedTokens, words);
    this.#vocabulary = new Vocabulary(this.json.model, words, addedTokens, this.#pipeline.spellings);
    this.vocabularySize = this.#vocabulary.size;
    this.specialTokens = this.#vocabulary.specialTokens;
    this.roles = findRoles(this.#settings, this.#vocabulary);
    this.maximumLength = this.#settings.maximumLength;
    const { post_processor: postProcessor, decoder } = this.json;
    this.#postProcessor =
      postProcessor === null
        ? plainLayout
        : createPostProcessor(new Part(postProcessor, 'tokenizer.json: post_processor'));
    this.#startDecoding = createDecoder(
      decoder === null ? undefined : new Part(decoder, 'tokenizer.json: decoder'),
    );
  }

  /**
   * The ids of a text or a pair of texts. An empty text gives only the special tokens of the template, or nothing.
   *
   * @throws {OptionError} for a length that has no room for the special tokens.
   */
  encode(input: TextInput, options: EncodeOptions = {}): number[] {
    checkOptions('Tokenizer.encode', options, ['addSpecialTokens', 'truncation']);
    const texts = textsOf(input).map((text) => this.#idsOf(text));
    const windows = this.#windows(texts, options);
    return this.#layout(texts.length, options).flatMap((item) => {
      if (!('text' in item)) return [item.id];
      const { start = 0, end = 0 } = windows[item.text]?.[0] ?? {};
      return texts[item.text]?.slice(start, end) ?? [];
    });
  }

  /** The ids of several texts, each a list of its own length. */
  encodeBatch(inputs: readonly TextInput[], options: EncodeOptions = {}): number[][] {
    return listOf('texts', inputs).map((input) => this.encode(input, options));
  }

  /**
   * All about the tokens of a text or a pair of texts: ids, places in the text, types, masks.
   *
   * @throws {OptionError} for a length that has no room for the special tokens, or padding without a pad token.
   */
  encodeText(input: TextInput, options: EncodeTextOptions = {}): Encoding {
    const [encoding] = this.encodeTexts([input], options);
    if (encoding === undefined) throw new OptionError('Tokenizer.encodeText: no text');
    return encoding;
  }

  /** All about the tokens of several texts; with `padding` they are equally long. */
  encodeTexts(inputs: readonly TextInput[], options: EncodeTextOptions = {}): Encoding[] {
    checkOptions('Tokenizer.encodeText', options, ['addSpecialTokens', 'truncation', 'padding']);
    const padding =
      options.padding &&
      readPadding(options.padding, {
        side: this.#settings.paddingSide,
        find: (token) => this.#padToken(token),
      });
    const encodings = listOf('texts', inputs).map((input) => {
      const texts = textsOf(input).map((text) => this.#tokensOf(text));
      const windows = this.#windows(
        texts.map(({ ids }) => ids),
        options,
      );
      return assemble(texts, windows, this.#layout(texts.length, options), this.#postProcessor.trims);
    });
    return padding === undefined ? encodings : padded(encodings, padding);
  }

  /** The tokens of a text as they stand in the vocabulary, without the special tokens of the template. */
  tokenize(text: string): string[] {
    return [...this.#tokensOf(text).tokens];
  }

  /**
   * The text of ids. Bytes that are no UTF-8 become U+FFFD.
   *
   * @throws {IndexError} for an id outside the vocabulary.
   */
  decode(ids: Iterable<number>, options: DecodeOptions = {}): string {
    checkOptions('Tokenizer.decode', options, ['skipSpecialTokens', 'cleanUpSpaces']);
    const { skipSpecialTokens = true, cleanUpSpaces: cleansUp = this.#settings.cleanUpSpaces } = options;
    const stream = this.decodeStream({ skipSpecialTokens });
    let text = '';
    if (typeof ids !== 'object' || ids === null || !(Symbol.iterator in ids)) {
      throw new OptionError(`Tokenizer.decode: a list of ids is needed, got ${showValue(ids)}`);
    }
    for (const id of ids) text += stream.push(id);
    text += stream.end();
    return cleansUp ? cleanUpSpaces(text) : text;
  }

  /** The texts of several lists of ids. */
  decodeBatch(batch: readonly Iterable<number>[], options: DecodeOptions = {}): string[] {
    return listOf('lists of ids', batch).map((ids) => this.decode(ids, options));
  }

  /** Decodes ids as they come, one by one. Spaces are not cleaned up, since that needs the text to come. */
  decodeStream(options: Pick<DecodeOptions, 'skipSpecialTokens'> = {}): DecodeStream {
    checkOptions('Tokenizer.decodeStream', options, ['skipSpecialTokens']);
    const { skipSpecialTokens = true } = options;
    return new DecodeStream(this.#startDecoding(), (id) => {
      const token = this.#vocabulary.tokenOf(id);
      return skipSpecialTokens && this.specialTokens.has(token) ? undefined : this.#vocabulary.spellingOf(id);
    });
  }

  /** The id of a token as it stands in the vocabulary, or undefined. */
  tokenToId(token: string): number | undefined {
    return this.#vocabulary.idOf(token);
  }

  /**
   * The token of an id as it stands in the vocabulary.
   *
   * @throws {IndexError} for an id outside the vocabulary.
   */
  idToToken(id: number): string {
    return this.#vocabulary.tokenOf(id);
  }

  #idsOf(text: string): number[] {
    const ids: number[] = [];
    for (const { tokens } of this.#pipeline.pieces(wellFormed(text))) {
      for (const id of tokens.ids) ids.push(id);
    }
    return ids;
  }

  #tokensOf(text: string): TextTokens {
    const unknownAsText = this.json.model.type === 'Unigram' ? this.json.model['unk_id'] : undefined;
    return describeTokens(text, this.#pipeline.pieces(wellFormed(text)), (id, surface) =>
      id === unknownAsText ? surface : this.#vocabulary.tokenOf(id),
    );
  }

  #layout(texts: number, { addSpecialTokens = true }: EncodeOptions): ReturnType<PostProcessor['layout']> {
    return this.#postProcessor.layout(texts > 1, addSpecialTokens);
  }

  #windows(texts: readonly (readonly number[])[], options: EncodeOptions): readonly (readonly Window[])[] {
    const lengths = texts.map(({ length }) => length);
    if (options.truncation === undefined) return lengths.map((end) => [{ start: 0, end }]);
    const { maximumLength, truncationSide: side } = this.#settings;
    const special = this.#layout(texts.length, options).filter((item) => !('text' in item)).length;
    return cutTexts(lengths, special, readTruncation(options.truncation, { maximumLength, side }));
  }

  #padToken(wanted: string | undefined): PadToken {
    const given = this.json['padding'] ?? undefined;
    const inFile = given === undefined ? undefined : new Part(given, 'tokenizer.json: padding');
    const token = wanted ?? this.roles.get('pad')?.token ?? inFile?.text('pad_token', '') ?? '';
    const id = this.#vocabulary.idOf(token);
    if (id !== undefined) return { token, id, typeId: inFile?.number('pad_type_id', 0) ?? 0 };
    const seen =
      token === '' ? 'none is known; name one by token' : `${JSON.stringify(token)} is not in the vocabulary`;
    throw new OptionError(`padding: needs a pad token: ${seen}`);
  }
}

function listOf<Item>(of: string, given: readonly Item[]): readonly Item[] {
  if (Array.isArray(given)) return given;
  throw new OptionError(`Tokenizer: a list of ${of} is needed, got ${showValue(given)}`);
}

function textsOf(input: TextInput): readonly string[] {
  const texts = [input].flat();
  if (Array.isArray(input) && input.length !== 2) {
    throw new OptionError(
      `Tokenizer: a list is a pair of two texts, got ${input.length}; encodeBatch and encodeTexts take several`,
    );
  }
  for (const text of texts) {
    if (typeof text !== 'string')
      throw new OptionError(`Tokenizer: a text must be a string, got ${showValue(text)}`);
  }
  return texts;
}
