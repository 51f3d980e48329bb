import { checkOptions, checkWhole, IndexError } from '@heed/core';
import { checkIds } from '../check-numbers.ts';
import { addToLogits, type LogitsContext, type LogitsProcessor, lowering } from './logits-processor.ts';

/** Options of {@link suppressedIdsProcessor}. */
export interface SuppressedIdsOptions {
  /** Suppress in the first so many steps only; always by default. */
  readonly steps?: number;
}

/**
 * Bans ids, always or in the first steps. With end tokens and a number of steps, this is a least length.
 *
 * @example
 * ```ts
 * import { suppressedIdsProcessor } from '@heed/transformer';
 * const atLeastThree = suppressedIdsProcessor([2], { steps: 3 });
 * const at = (step: number) => ({ ids: [], promptLength: 0, step, limit: 20 });
 * console.log(atLeastThree(Float32Array.of(4, 4, 4), at(2))); // 4, 4, -Infinity
 * console.log(atLeastThree(Float32Array.of(4, 4, 4), at(3))); // 4, 4, 4
 * ```
 */
export function suppressedIdsProcessor(
  ids: readonly number[],
  options: SuppressedIdsOptions = {},
): LogitsProcessor {
  checkOptions('suppressedIdsProcessor', options, ['steps']);
  checkIds('suppressedIds', ids);
  const steps = options.steps ?? Number.POSITIVE_INFINITY;
  if (steps !== Number.POSITIVE_INFINITY) checkWhole('suppressedIds: steps', steps, 0);
  const process: LogitsProcessor = (logits, { step }) => {
    if (step < steps) addToLogits(logits, ids, Number.NEGATIVE_INFINITY);
    return logits;
  };
  return lowering(process, ({ step }) => (step < steps ? ids : []));
}

/**
 * Makes an id the only possible one at the first step (a language token) or at the last that the limit allows (an end
 * token): its log-probability is 0.
 *
 * @example
 * ```ts
 * import { forcedIdProcessor } from '@heed/transformer';
 * const context = { ids: [7, 8], promptLength: 1, step: 1, limit: 2 };
 * console.log(forcedIdProcessor(0, 'last')(Float32Array.of(1, 2, 3), context)); // 0, -Infinity, -Infinity
 * ```
 */
export function forcedIdProcessor(id: number, when: 'first' | 'last'): LogitsProcessor {
  checkIds('forcedIdProcessor', [id]);
  const isDue = ({ step, limit }: LogitsContext): boolean => step === (when === 'first' ? 0 : limit - 1);
  const process: LogitsProcessor = (logits, context) => {
    if (!isDue(context)) return logits;
    if (id >= logits.length) {
      throw new IndexError(`forced id ${id} is not in the vocabulary of ${logits.length} tokens`);
    }
    logits.fill(Number.NEGATIVE_INFINITY);
    logits[id] = 0;
    return logits;
  };
  return lowering(process, (context) => (isDue(context) ? undefined : []));
}
