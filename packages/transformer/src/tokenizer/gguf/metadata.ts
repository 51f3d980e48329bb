import { FormatError, showValue } from '@heed/core';
import { tokenKinds } from '../token-kinds.ts';

/** The metadata of a GGUF file: of each key its value, lists of numbers as arrays of any kind. */
export type GgufMetadata = ReadonlyMap<string, unknown>;

/** Reads the metadata of a vocabulary, key by key below `tokenizer.ggml.`. */
export class VocabularyMetadata {
  readonly #values: GgufMetadata;
  /** The tokens, by id. */
  readonly tokens: readonly string[];

  constructor(values: GgufMetadata) {
    this.#values = values;
    const tokens = this.texts('tokens');
    if (tokens === undefined) throw new FormatError('GGUF: tokenizer.ggml.tokens is missing');
    // Two tokens of one spelling cannot both be found in a text; ggml refuses them too. None may be empty.
    this.tokens = tokens.map((token, id) => (token === '' ? `[EMPTY_${id}]` : token));
  }

  /** The value of any key, by its whole name. */
  get(key: string): unknown {
    return this.#values.get(key);
  }

  text(key: string, fallback?: string): string {
    return this.#read(key, 'a text', fallback, (value) => (typeof value === 'string' ? value : undefined));
  }

  flag(key: string, fallback: boolean): boolean {
    return this.#read(key, 'true or false', fallback, (value) =>
      typeof value === 'boolean' ? value : undefined,
    );
  }

  texts(key: string): readonly string[] | undefined {
    return this.#readList(key, 'a list of texts', (item) => (typeof item === 'string' ? item : undefined));
  }

  numbers(key: string): readonly number[] | undefined {
    return this.#readList(key, 'a list of numbers', (item) => (typeof item === 'number' ? item : undefined));
  }

  /** The token whose id stands in a key; undefined if the key is missing or means none. */
  tokenOf(key: string): string | undefined {
    const id = this.#values.get(`tokenizer.ggml.${key}`);
    return typeof id === 'number' ? this.tokens[id] : undefined;
  }

  /** The kind of a token. */
  kindOf(id: number): number {
    this.#kinds ??= this.numbers('token_type') ?? [];
    return this.#kinds[id] ?? tokenKinds.normal;
  }

  #kinds: readonly number[] | undefined;

  #read<Value>(
    key: string,
    expected: string,
    fallback: Value | undefined,
    check: (value: unknown) => Value | undefined,
  ): Value {
    const value = this.#values.get(`tokenizer.ggml.${key}`) ?? fallback;
    const checked = check(value);
    if (checked === undefined) throw unexpected(key, expected, value);
    return checked;
  }

  #readList<Item>(
    key: string,
    expected: string,
    check: (item: unknown) => Item | undefined,
  ): Item[] | undefined {
    const value = this.#values.get(`tokenizer.ggml.${key}`);
    if (value === undefined) return undefined;
    if (!Array.isArray(value) && !ArrayBuffer.isView(value)) throw unexpected(key, expected, value);
    const items: Iterable<unknown> = Array.isArray(value) ? value : listOf(value);
    return Array.from(items, (item) => {
      const checked = check(item);
      if (checked === undefined) throw unexpected(key, expected, item);
      return checked;
    });
  }
}

/** The items of a typed array. */
function listOf(view: ArrayBufferView): Iterable<unknown> {
  return Symbol.iterator in view ? Object.values(view) : [];
}

function unexpected(key: string, expected: string, seen: unknown): FormatError {
  return new FormatError(`GGUF: tokenizer.ggml.${key} must be ${expected}, found ${showValue(seen)}`);
}
