import { IndexError } from '@heed/core';

/** Where a text stands when its next token is chosen. */
export interface LogitsContext {
  /** The prompt and what was generated; never padding. */
  readonly ids: readonly number[];
  /** How many of the ids are the prompt. */
  readonly promptLength: number;
  /** Tokens generated so far. */
  readonly step: number;
  /** The most tokens that may be generated. */
  readonly limit: number;
}

/**
 * Changes the logits of one text's next token: a penalty, a ban, a cut. The row [vocabulary] is the processor's while it
 * runs: it may write into it, and gives back the row to go on with; who wants to keep a row copies it, since the next
 * step's logits may take its memory. What must not be chosen gets −∞.
 *
 * @example
 * ```ts
 * import type { LogitsProcessor } from '@heed/transformer';
 * // Even ids only.
 * const even: LogitsProcessor = (logits) => logits.map((logit, id) => (id % 2 === 0 ? logit : -Infinity));
 * console.log(even(Float32Array.of(1, 2, 3), { ids: [0], promptLength: 1, step: 0, limit: 20 })); // 1, -Infinity, 3
 * ```
 */
export interface LogitsProcessor {
  (logits: Float32Array, context: LogitsContext): Float32Array;
  /**
   * For one that only lowers the logits of few ids, as penalties and bans do: these ids, told before it runs; undefined where
   * it does anything else. What it is given may then be −∞ but for the likeliest ids, of which a backend finds a few sooner
   * than it gives a whole row.
   */
  readonly lowers?: (context: LogitsContext) => readonly number[] | undefined;
}

/** A processor that lowers the logits of these ids alone. */
export function lowering(
  process: (logits: Float32Array, context: LogitsContext) => Float32Array,
  lowers: NonNullable<LogitsProcessor['lowers']>,
): LogitsProcessor {
  return Object.assign(process, { lowers });
}

/** What cuts to the likeliest tokens are told beside their measure. */
export interface CutOptions {
  /** Tokens that stay in any case, 1 by default. Sampled beams need one more than there are end tokens. */
  readonly keep?: number;
}

/**
 * Adds to the logits of some ids.
 *
 * @throws {IndexError} for an id outside the vocabulary.
 */
export function addToLogits(logits: Float32Array, ids: readonly number[], amount: number): void {
  for (const id of ids) {
    const logit = logits[id];
    if (logit === undefined) {
      throw new IndexError(`id ${id} is not in the vocabulary of ${logits.length} tokens`);
    }
    logits[id] = logit + amount;
  }
}
