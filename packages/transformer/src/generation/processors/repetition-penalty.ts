import { checkPositive } from '../check-numbers.ts';
import { type LogitsProcessor, lowering } from './logits-processor.ts';

/**
 * Makes tokens that stand in the prompt or the answer less likely (Keskar et al. 2019, CTRL, §4.1): their logits are
 * divided by the penalty where positive and multiplied where negative, once, however often they stand there.
 *
 * @param penalty Above 1 discourages repetition, below 1 encourages it.
 *
 * @example
 * ```ts
 * import { repetitionPenaltyProcessor } from '@heed/transformer';
 * const context = { ids: [0, 1, 1, 1], promptLength: 2, step: 2, limit: 20 };
 * console.log(repetitionPenaltyProcessor(2)(Float32Array.of(4, -2, 0, 3), context)); // 2, -4, 0, 3
 * ```
 */
export function repetitionPenaltyProcessor(penalty: number): LogitsProcessor {
  checkPositive('repetitionPenalty', penalty);
  const process: LogitsProcessor = (logits, { ids }) => {
    for (const id of new Set(ids)) {
      const logit = logits[id];
      // A vocabulary may be larger on the way in than on the way out.
      if (logit !== undefined) logits[id] = logit < 0 ? logit * penalty : logit / penalty;
    }
    return logits;
  };
  return penalty < 1 ? process : lowering(process, ({ ids }) => ids);
}
