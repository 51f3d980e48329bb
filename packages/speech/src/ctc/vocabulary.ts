import { checkKind, checkOptions, FormatError, ValueError } from '@heed/core';

/** Which tokens of a {@link CtcVocabulary} are more than their characters; the names are those of wav2vec 2.0. */
export interface CtcVocabularyOptions {
  /** The token that stands for no label; `<pad>` by default. */
  readonly blank?: string;
  /** The token between words; `|` by default. */
  readonly delimiter?: string;
  /** The token for characters that are not in the vocabulary, where there is one; `<unk>` by default. */
  readonly unknown?: string;
}

/**
 * The labels of a recogniser that spells: single characters, a token between words, and the blank, as `vocab.json` of
 * wav2vec 2.0 has them.
 *
 * @example
 * ```ts
 * import { CtcVocabulary } from '@heed/speech';
 * const vocabulary = new CtcVocabulary({ '<pad>': 0, '|': 1, e: 2, n: 3, o: 4, t: 5, w: 6 });
 * const ids = vocabulary.encode('one two'); // [4, 3, 2, 1, 5, 6, 4]
 * console.log(vocabulary.decode(ids)); // one two
 * ```
 */
export class CtcVocabulary {
  /** Id of the blank. */
  readonly blank: number;
  /** Id of what stands between words. */
  readonly delimiter: number;
  readonly #ids: ReadonlyMap<string, number>;
  readonly #tokens: readonly string[];
  readonly #unknown: number | undefined;

  /**
   * @param json What `JSON.parse` gave of a `vocab.json`: tokens with their ids.
   * @throws {FormatError} for other JSON, ids that are not 0, 1, 2 …, and a blank or delimiter that is missing.
   */
  constructor(json: unknown, options: CtcVocabularyOptions = {}) {
    checkOptions('CtcVocabulary', options, ['blank', 'delimiter', 'unknown']);
    const { blank = '<pad>', delimiter = '|', unknown = '<unk>' } = options;
    this.#ids = readIds(json);
    this.#tokens = Array.from(this.#ids.keys()).sort(
      (a, b) => (this.#ids.get(a) ?? 0) - (this.#ids.get(b) ?? 0),
    );
    const needed = (token: string): number => {
      const id = this.#ids.get(token);
      if (id === undefined) throw new FormatError(`vocab.json: the token ${token} is missing`);
      return id;
    };
    this.blank = needed(blank);
    this.delimiter = needed(delimiter);
    this.#unknown = this.#ids.get(unknown);
  }

  /** Number of tokens. */
  get size(): number {
    return this.#tokens.length;
  }

  /** Tokens with their ids, as `vocab.json` has them. */
  toJSON(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#tokens.map((token, id) => [token, id]));
  }

  /**
   * The labels of a text: its characters, and the delimiter for white space between words.
   *
   * @throws {ValueError} for a character that is not in the vocabulary, where that has no token for such.
   */
  encode(text: string): number[] {
    checkKind('CtcVocabulary: text', text, 'a text');
    return [...text.trim().replaceAll(/\s+/g, ' ')].map((character) => {
      if (character === ' ') return this.delimiter;
      const id = this.#ids.get(character) ?? this.#unknown;
      if (id !== undefined && id !== this.blank) return id;
      throw new ValueError(`CtcVocabulary: “${character}” of “${text}” is not in the vocabulary`);
    });
  }

  /** The text of labels: blanks are left out, delimiters become single spaces. */
  decode(labels: readonly number[]): string {
    checkKind('CtcVocabulary: labels', labels, 'a list');
    const text = labels.map((id) => this.token(id)).join('');
    return text.trim().replaceAll(/ +/g, ' ');
  }

  /**
   * What a label adds to a text: nothing for the blank, a space for the delimiter.
   *
   * @throws {ValueError} for an id that is not in the vocabulary.
   */
  token(id: number): string {
    const token = this.#tokens[id];
    if (token === undefined) throw new ValueError(`CtcVocabulary: id ${id} is none of 0 to ${this.size - 1}`);
    if (id === this.blank) return '';
    return id === this.delimiter ? ' ' : token;
  }
}

function readIds(json: unknown): ReadonlyMap<string, number> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new FormatError('vocab.json: expected an object of tokens with their ids');
  }
  const ids = new Map<string, number>();
  const seen = new Set<number>();
  const entries: readonly (readonly [string, unknown])[] = Object.entries(json);
  for (const [token, id] of entries) {
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0 || id >= entries.length || seen.has(id)) {
      throw new FormatError(
        `vocab.json: ids must be 0 to ${entries.length - 1}, each once; ${token} has ${JSON.stringify(id)}`,
      );
    }
    seen.add(id);
    ids.set(token, id);
  }
  return ids;
}
