import type { Module, Tensor } from '@heed/core';

/** What every encoder tells of itself. */
export interface EncoderConfig {
  readonly vocabularySize: number;
  readonly layers: number;
  /** Width of the states. */
  readonly width: number;
  /** Most tokens of a text. */
  readonly maximumLength: number;
  /** Id of padding. */
  readonly padId: number;
  /** Kinds of tokens, such as those of a first and a second text; 0 for a model that tells none apart. */
  readonly tokenTypes: number;
  /** Names of the classes that a classifier on top tells apart. */
  readonly labels: readonly string[];
}

/** What one call of an encoder is told beside its ids. */
export interface EncoderOptions {
  /** Boolean [batch|1, 1, 1, length], true = a real token: padding, on either side. */
  readonly mask?: Tensor | undefined;
  /**
   * Real tokens of each row, where padding stands behind them: in place of `mask`. Layers then do not compute padding,
   * whose states mean nothing; all others are the same to within rounding.
   */
  readonly lengths?: readonly number[] | undefined;
  /** int32 [batch|1, length]: the kind of each token; 0 by default. For models with `tokenTypes` above 0. */
  readonly tokenTypeIds?: Tensor | undefined;
  /** int32 [batch|1, length]: the row of the position table, or the angle, of each token. */
  readonly positionIds?: Tensor | undefined;
}

/** The names of {@link EncoderOptions}, for `checkOptions`. */
export const encoderOptionNames = ['mask', 'lengths', 'tokenTypeIds', 'positionIds'] as const;

/** What an encoder was made for. */
export type EncoderKind =
  | 'encoder'
  | 'maskedLanguageModel'
  | 'sequenceClassifier'
  | 'tokenClassifier'
  | 'replacedTokenDetector'
  | 'questionAnswerer';

/** A model that reads ids int32 [batch, length] in both directions. */
interface Encoder<Kind extends EncoderKind, Output> extends Module {
  /** What it was made for: a task asks for one kind. */
  readonly kind: Kind;
  /** Says that `forward` heeds `lengths`: objectives then give them in place of a mask. */
  readonly takesLengths?: boolean;
  readonly config: EncoderConfig;
  forward(ids: Tensor, options?: EncoderOptions): Output;
}

/** An encoder without a head: states [batch, length, width]. */
export interface EncoderModel extends Encoder<'encoder', Tensor> {}

/** Fills gaps: logits over the vocabulary at each position, [batch, length, vocabulary]. */
export interface MaskedLanguageModel extends Encoder<'maskedLanguageModel', Tensor> {}

/** One class, or score, for a text: logits [batch, labels]. */
export interface SequenceClassifier extends Encoder<'sequenceClassifier', Tensor> {}

/** One class for each token: logits [batch, length, labels]. */
export interface TokenClassifier extends Encoder<'tokenClassifier', Tensor> {}

/** Tells which tokens were put in by a generator: a logit for each, [batch, length], above 0 where it was. */
export interface ReplacedTokenDetector extends Encoder<'replacedTokenDetector', Tensor> {}

/** Finds a span of the text: logits of its first and of its last token. */
export interface QuestionAnswerer extends Encoder<'questionAnswerer', SpanLogits> {}

/** What a {@link QuestionAnswerer} says of each token. */
export interface SpanLogits {
  /** [batch, length] */
  readonly start: Tensor;
  /** [batch, length] */
  readonly end: Tensor;
}
