import { checkOptions, checkWhole } from '@heed/core';
import { largestIndices } from '../probabilities.ts';
import type { CutOptions, LogitsProcessor } from './logits-processor.ts';
import { ruleOutBelow } from './rule-out.ts';

/**
 * Keeps the k likeliest tokens (Fan et al. 2018, §5.2), and those that are as likely as the last of them. A k beyond
 * the vocabulary keeps all.
 *
 * @example
 * ```ts
 * import { topKProcessor } from '@heed/transformer';
 * const context = { ids: [0], promptLength: 1, step: 0, limit: 20 };
 * console.log(topKProcessor(2)(Float32Array.of(1, 4, 2, 3), context)); // -Infinity, 4, -Infinity, 3
 * ```
 */
export function topKProcessor(k: number, options: CutOptions = {}): LogitsProcessor {
  checkOptions('topKProcessor', options, ['keep']);
  const count = Math.max(checkWhole('topK', k, 1), options.keep ?? 1);
  return (logits) => {
    if (count >= logits.length) return logits;
    const least = logits[largestIndices(logits, count).at(-1) ?? 0] ?? Number.NEGATIVE_INFINITY;
    return ruleOutBelow(logits, least);
  };
}
