/** A text, or a pair of texts such as a question and its context. */
export type TextInput = string | readonly [text: string, second: string];

/**
 * What a tokenizer makes of a text or a pair of texts. All lists are of one length, the number of tokens.
 *
 * @example
 * ```ts
 * import { Tokenizer, trainBpe } from '@heed/transformer';
 * const tokenizer = new Tokenizer(trainBpe(['cold water'], { vocabularySize: 263, endToken: '</s>' }));
 * const text = 'cold 🔥';
 * const { tokens, offsets } = tokenizer.encodeText(text);
 * console.log(tokens.length, offsets.at(-2)); // 10 [ 5, 7 ]: the last byte of 🔥 is a part of its two UTF-16 units
 * console.log(text.slice(...offsets[0] ?? [])); // c
 * ```
 */
export interface Encoding {
  readonly ids: readonly number[];
  /** The tokens as they stand in the vocabulary. */
  readonly tokens: readonly string[];
  /**
   * Which part of its text each token stands for: `text.slice(start, end)`, in UTF-16 units. Bytes of one character
   * share its place. [0, 0] for special tokens that are not in the text.
   */
  readonly offsets: readonly (readonly [start: number, end: number])[];
  /** The token types (segments) that the tokenizer gives its texts. */
  readonly typeIds: readonly number[];
  /** 1 for tokens, 0 for padding. */
  readonly attentionMask: readonly number[];
  /** 1 for special tokens that were put around the text, and for padding. */
  readonly specialTokensMask: readonly number[];
  /** 0 for tokens of the first text, 1 for those of the second, −1 for special tokens that are not in either. */
  readonly textIds: readonly number[];
  /** Which piece of its text each token belongs to, counted from 0; −1 where `textIds` is. */
  readonly pieceIds: readonly number[];
  /** Where a text was cut: the parts that did not fit, each as an encoding of its own. */
  readonly overflowing: readonly Encoding[];
}

/** An encoding on its way. */
export interface MutableEncoding extends Encoding {
  readonly ids: number[];
  readonly tokens: string[];
  readonly offsets: (readonly [start: number, end: number])[];
  readonly typeIds: number[];
  readonly attentionMask: number[];
  readonly specialTokensMask: number[];
  readonly textIds: number[];
  readonly pieceIds: number[];
  overflowing: Encoding[];
}

export function emptyEncoding(): MutableEncoding {
  return {
    ids: [],
    tokens: [],
    offsets: [],
    typeIds: [],
    attentionMask: [],
    specialTokensMask: [],
    textIds: [],
    pieceIds: [],
    overflowing: [],
  };
}
