import { checkKind, OptionError } from '@heed/core';
import { checkIds } from '../check-numbers.ts';
import { addToLogits, type LogitsProcessor, lowering } from './logits-processor.ts';

/** A run of ids and what is added to the logit of its last id wherever the others stand before. */
export type SequenceBias = readonly [ids: readonly number[], bias: number];

/**
 * Adds to the logit of a token where it would complete one of the given runs of ids. A run of one id counts always.
 *
 * @throws {OptionError} for an empty run, and, when run, {IndexError} for an id outside the vocabulary.
 *
 * @example
 * ```ts
 * import { sequenceBiasProcessor } from '@heed/transformer';
 * const process = sequenceBiasProcessor([[[2], 1], [[0, 1], -3], [[1, 1], -5]]);
 * console.log(process(Float32Array.of(4, 4, 4), { ids: [7, 0], promptLength: 2, step: 0, limit: 20 })); // 4, 1, 5
 * ```
 */
export function sequenceBiasProcessor(biases: readonly SequenceBias[]): LogitsProcessor {
  checkKind('sequenceBiasProcessor: biases', biases, 'a list');
  for (const [ids, bias] of biases) {
    checkIds('sequenceBias', ids);
    if (ids.length === 0) throw new OptionError('sequenceBias: a run of ids is empty');
    if (Number.isNaN(bias) || bias === Number.POSITIVE_INFINITY) {
      throw new OptionError(`sequenceBias: a bias must be a number or −∞, got ${bias}`);
    }
  }
  const due = (ids: readonly number[]): readonly SequenceBias[] =>
    biases.filter(([run]) => endsWith(ids, run.slice(0, -1)));
  const process: LogitsProcessor = (logits, { ids }) => {
    for (const [run, bias] of due(ids)) addToLogits(logits, run.slice(-1), bias);
    return logits;
  };
  if (biases.some(([, bias]) => bias > 0)) return process;
  return lowering(process, ({ ids }) => due(ids).flatMap(([run]) => run.slice(-1)));
}

/**
 * Bans runs of ids. End tokens alone are never banned, since texts must be able to end.
 *
 * @example
 * ```ts
 * import { badWordsProcessor } from '@heed/transformer';
 * const process = badWordsProcessor([[2], [0, 1]], []);
 * const context = { ids: [0], promptLength: 1, step: 0, limit: 20 };
 * console.log(process(Float32Array.of(4, 4, 4), context)); // 4, -Infinity, -Infinity
 * ```
 */
export function badWordsProcessor(
  words: readonly (readonly number[])[],
  endIds: readonly number[],
): LogitsProcessor {
  checkKind('badWordsProcessor: words', words, 'a list');
  checkKind('badWordsProcessor: endIds', endIds, 'a list');
  const banned = words.filter(([first, ...others]) => others.length > 0 || !endIds.includes(first ?? -1));
  return sequenceBiasProcessor(banned.map((ids) => [ids, Number.NEGATIVE_INFINITY]));
}

/** True if the last ids are those of `run`. */
export function endsWith(ids: readonly number[], run: readonly number[]): boolean {
  const start = ids.length - run.length;
  return start >= 0 && run.every((id, index) => ids[start + index] === id);
}
