import { checkOptions } from '@heed/core';
import { checkFinite } from '../check-numbers.ts';
import { type LogitsProcessor, lowering } from './logits-processor.ts';

/** How much {@link countPenaltyProcessor} takes from logits. */
export interface CountPenalties {
  /** For a token that was generated at all; 0 by default. */
  readonly presence?: number;
  /** For each time that it was generated; 0 by default. */
  readonly frequency?: number;
}

/**
 * The penalties of the OpenAI interface: `logit − frequency · count − presence · [count > 0]`, where `count` is how
 * often the token was generated; the prompt does not count.
 *
 * @example
 * ```ts
 * import { countPenaltyProcessor } from '@heed/transformer';
 * const context = { ids: [0, 1, 1, 2], promptLength: 1, step: 3, limit: 20 };
 * const process = countPenaltyProcessor({ presence: 1, frequency: 0.5 });
 * console.log(process(Float32Array.of(4, 4, 4, 4), context)); // 4, 2, 2.5, 4
 * ```
 */
export function countPenaltyProcessor(penalties: CountPenalties): LogitsProcessor {
  checkOptions('countPenaltyProcessor', penalties, ['presence', 'frequency']);
  const presence = checkFinite('presencePenalty', penalties.presence ?? 0);
  const frequency = checkFinite('frequencyPenalty', penalties.frequency ?? 0);
  const process: LogitsProcessor = (logits, { ids, promptLength }) => {
    const counts = new Map<number, number>();
    for (const id of ids.slice(promptLength)) counts.set(id, (counts.get(id) ?? 0) + 1);
    for (const [id, count] of counts) {
      const logit = logits[id];
      if (logit !== undefined) logits[id] = logit - frequency * count - presence;
    }
    return logits;
  };
  if (presence < 0 || frequency < 0) return process;
  return lowering(process, ({ ids, promptLength }) => ids.slice(promptLength));
}
