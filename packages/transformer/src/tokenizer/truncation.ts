import { checkOneOf, checkOptions, checkWhole, OptionError } from '@heed/core';

/** Where a text is cut that is too long. */
export interface TruncationOptions {
  /** The most tokens, special ones counted. Default: what the model was made for, if the tokenizer's config says so. */
  readonly maximumLength?: number;
  /**
   * Which of a pair is cut: the longer one until both are of one length (`longestFirst`, the default), only the first,
   * or only the second.
   */
  readonly strategy?: TruncationStrategy;
  /** Which end is cut off. Default `right`, or what the tokenizer's config says. */
  readonly side?: Side;
  /** So many tokens of each part are repeated in the next one of `overflowing`. Default 0. */
  readonly stride?: number;
}

/** Which of a pair is cut. */
export type TruncationStrategy = 'longestFirst' | 'onlyFirst' | 'onlySecond';

/** An end of a text. */
export type Side = 'left' | 'right';

/** Resolved {@link TruncationOptions}. */
export interface Truncation {
  readonly maximumLength: number;
  readonly strategy: TruncationStrategy;
  readonly side: Side;
  readonly stride: number;
}

/** The ends of a text. */
export const sides: readonly Side[] = ['left', 'right'];

const strategies: readonly TruncationStrategy[] = ['longestFirst', 'onlyFirst', 'onlySecond'];

export function readTruncation(
  options: TruncationOptions,
  defaults: { readonly maximumLength: number | undefined; readonly side: Side },
): Truncation {
  checkOptions('truncation', options, ['maximumLength', 'strategy', 'side', 'stride']);
  const {
    maximumLength = defaults.maximumLength,
    strategy = 'longestFirst',
    side = defaults.side,
    stride = 0,
  } = options;
  if (maximumLength === undefined) {
    throw new OptionError(
      'truncation: maximumLength is missing, and the config of the tokenizer has no model_max_length',
    );
  }
  checkWhole('truncation: maximumLength', maximumLength, 0);
  checkWhole('truncation: stride', stride, 0);
  checkOneOf('truncation: side', side, sides);
  checkOneOf('truncation: strategy', strategy, strategies);
  return { maximumLength, strategy, side, stride };
}

/** A run of tokens, from `start` to before `end`. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/**
 * The windows into which texts of these lengths are cut, the first being what remains.
 *
 * @param specialTokens How many special tokens are put around them.
 */
export function cutTexts(
  lengths: readonly number[],
  specialTokens: number,
  truncation: Truncation,
): readonly (readonly Window[])[] {
  const room = truncation.maximumLength - specialTokens;
  if (room < 0) {
    throw new OptionError(
      `truncation: maximumLength ${truncation.maximumLength} has no room for the ${specialTokens} special tokens`,
    );
  }
  const kept = lengthsWithin(lengths, room, truncation.strategy);
  return lengths.map((length, text) => windows(length, kept[text] ?? length, truncation));
}

function lengthsWithin(
  lengths: readonly number[],
  room: number,
  strategy: TruncationStrategy,
): readonly number[] {
  const [first = 0, second] = lengths;
  const excess = first + (second ?? 0) - room;
  if (excess <= 0) return lengths;
  if (room === 0) return lengths.map(() => 0);
  if (strategy === 'longestFirst') return second === undefined ? [room] : longestFirst(first, second, room);
  const cut = strategy === 'onlyFirst' ? 0 : 1;
  const length = lengths[cut];
  if (length === undefined)
    throw new OptionError('truncation: the strategy onlySecond needs a pair of texts');
  if (length <= excess) {
    throw new OptionError(
      `truncation: ${strategy} would have to take ${excess} tokens from a text of ${length}; the other one is too long`,
    );
  }
  return lengths.map((other, text) => (text === cut ? length - excess : other));
}

/** The longer one gives until both are of one length; of an odd number of places the longer one has the odd one. */
function longestFirst(first: number, second: number, room: number): readonly number[] {
  const shorter = Math.min(first, second);
  const half = Math.floor(room / 2);
  const kept = shorter <= half ? [shorter, room - shorter] : [half, room - half];
  return first > second ? kept.reverse() : kept;
}

function windows(length: number, most: number, { side, stride }: Truncation): Window[] {
  if (length <= most) return [{ start: 0, end: length }];
  if (most === 0)
    return [
      { start: 0, end: 0 },
      { start: 0, end: length },
    ];
  if (stride >= most) {
    throw new OptionError(
      `truncation: stride ${stride} must be less than the ${most} tokens that remain of a text`,
    );
  }
  const found: Window[] = [];
  for (let done = 0; done + stride < length || found.length === 0; done += most - stride) {
    const size = Math.min(most, length - done);
    found.push(
      side === 'right'
        ? { start: done, end: done + size }
        : { start: length - done - size, end: length - done },
    );
    if (done + size >= length) break;
  }
  return found;
}
