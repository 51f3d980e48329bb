import type { PaddingOptions } from './padding.ts';
import type { TruncationOptions } from './truncation.ts';

/** What stands beside a `tokenizer.json`, both as parsed. */
export interface TokenizerOptions {
  /** The `tokenizer_config.json`: what special tokens are for, the longest text, sides of padding and truncation. */
  readonly config?: unknown;
  /** The `special_tokens_map.json`, for what the config does not say. */
  readonly specialTokensMap?: unknown;
}

/** Options of {@link Tokenizer.encode} and {@link Tokenizer.encodeBatch}. */
export interface EncodeOptions {
  /** Add the special tokens of the tokenizer's template, such as `</s>` at the end. Default true. */
  readonly addSpecialTokens?: boolean;
  /** Cut texts that are too long. Default: no text is cut. */
  readonly truncation?: TruncationOptions;
}

/** Options of {@link Tokenizer.encodeText} and {@link Tokenizer.encodeTexts}. */
export interface EncodeTextOptions extends EncodeOptions {
  /** Make the encodings equally long. Default: they are not. */
  readonly padding?: PaddingOptions;
}

/** Options of {@link Tokenizer.decode} and {@link Tokenizer.decodeBatch}. */
export interface DecodeOptions {
  /** Leave special tokens out of the text. Default true. */
  readonly skipSpecialTokens?: boolean;
  /** Take out spaces before punctuation and English endings. Default: what the tokenizer's config says, else false. */
  readonly cleanUpSpaces?: boolean;
}
