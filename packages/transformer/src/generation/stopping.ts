import { checkWhole, OptionError, showValue } from '@heed/core';
import { checkIds } from './check-numbers.ts';
import { endsWith } from './processors/sequence-bias.ts';

/**
 * Why a text is over: an end token (`end`), a stop sequence or `stopWhen` (`stop`), the limit of tokens (`length`), or
 * the signal (`aborted`).
 */
export type FinishReason = 'end' | 'stop' | 'length' | 'aborted';

/** Where texts end, beside their end tokens. */
export interface StoppingOptions {
  /**
   * The most tokens to generate, 20 by default; the positions of the model are a limit of their own. ∞ leaves it at them, and
   * is refused for models that have no end of positions.
   */
  readonly maximumNewTokens?: number;
  /** Runs of ids that end a text; they stay in it. */
  readonly stopSequences?: readonly (readonly number[])[];
  /** Ends a text when it answers true to the ids generated so far: the place for strings that stop. */
  readonly stopWhen?: (ids: readonly number[]) => boolean;
}

/** The names of {@link StoppingOptions}. */
export const stoppingOptionNames = ['maximumNewTokens', 'stopSequences', 'stopWhen'] as const;

/** Tells why a text is over; undefined while it is not. */
export type Stopping = (generated: readonly number[], limit: number) => FinishReason | undefined;

/** The rule that options make. */
export function createStopping(options: StoppingOptions, endIds: readonly number[]): Stopping {
  const { stopSequences = [], stopWhen = () => false } = options;
  for (const run of stopSequences) {
    if (!Array.isArray(run) || run.length === 0) {
      throw new OptionError(`stopSequences: each must be a list of one id or more, got ${showValue(run)}`);
    }
    checkIds('stopSequences', run);
  }
  return (generated, limit) => {
    if (endIds.includes(generated.at(-1) ?? -1)) return 'end';
    if (stopSequences.some((run) => endsWith(generated, run)) || stopWhen(generated)) return 'stop';
    return generated.length >= limit ? 'length' : undefined;
  };
}

/** The most tokens that options allow: ∞ for all that the model has positions for. */
export function readLimit({ maximumNewTokens = 20 }: StoppingOptions): number {
  if (maximumNewTokens === Number.POSITIVE_INFINITY) return maximumNewTokens;
  return checkWhole('maximumNewTokens', maximumNewTokens, 0);
}

/**
 * The most tokens of a text.
 *
 * @param room Positions that are left in the model.
 * @throws {OptionError} where neither has an end: the text might have none.
 */
export function limitWithin(limit: number, room: number): number {
  const most = Math.min(limit, room);
  if (most < Number.POSITIVE_INFINITY) return most;
  throw new OptionError(
    'maximumNewTokens: Infinity is for models with a last position, and this one has none: give a number',
  );
}
