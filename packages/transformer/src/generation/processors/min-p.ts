import { checkOptions } from '@heed/core';
import { checkBetween } from '../check-numbers.ts';
import { largestIndices, maximumOf } from '../probabilities.ts';
import type { CutOptions, LogitsProcessor } from './logits-processor.ts';
import { ruleOutBelow } from './rule-out.ts';

/**
 * Keeps tokens at least `minP` times as likely as the likeliest (Nguyen et al. 2024, min-p): few where the model is
 * sure, many where it is not.
 *
 * @example
 * ```ts
 * import { minPProcessor } from '@heed/transformer';
 * const context = { ids: [0], promptLength: 1, step: 0, limit: 20 };
 * const logits = Float32Array.of(0.1, 0.6, 0.3).map(Math.log);
 * console.log(minPProcessor(0.2)(logits, context)[0]); // -Infinity, since 0.1 < 0.2 · 0.6
 * ```
 */
export function minPProcessor(minP: number, options: CutOptions = {}): LogitsProcessor {
  checkOptions('minPProcessor', options, ['keep']);
  checkBetween('minP', minP, 0, 1);
  const keep = options.keep ?? 1;
  return (logits) => {
    const least = maximumOf(logits) + Math.log(minP);
    // The likeliest stays anyway.
    const kept = keep === 1 ? [] : largestIndices(logits, keep);
    const before = kept.map((id) => logits[id] ?? least);
    ruleOutBelow(logits, least);
    for (const [place, id] of kept.entries()) logits[id] = before[place] ?? least;
    return logits;
  };
}
