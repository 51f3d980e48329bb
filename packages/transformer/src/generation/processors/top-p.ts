import { checkOptions } from '@heed/core';
import { checkBetween } from '../check-numbers.ts';
import { logProbabilities } from '../probabilities.ts';
import type { CutOptions, LogitsProcessor } from './logits-processor.ts';
import { keepOnly, possibleIds } from './possible-ids.ts';

/**
 * Keeps the likeliest tokens until their probabilities sum to p (Holtzman et al. 2020, §3.1), the one that reaches p
 * among them: a token goes if it and all that are less likely hold no more than 1 − p.
 *
 * @param p From 0, which keeps the likeliest alone, to 1, which keeps all.
 *
 * @example
 * ```ts
 * import { topPProcessor } from '@heed/transformer';
 * const context = { ids: [0], promptLength: 1, step: 0, limit: 20 };
 * const logits = Float32Array.of(0.1, 0.6, 0.3).map(Math.log);
 * console.log(topPProcessor(0.8)(logits, context)[0]); // -Infinity
 * ```
 */
export function topPProcessor(p: number, options: CutOptions = {}): LogitsProcessor {
  checkOptions('topPProcessor', options, ['keep']);
  checkBetween('topP', p, 0, 1);
  return (logits) => {
    const scores = logProbabilities(logits);
    const likeliest = possibleIds(logits).sort((a, b) => (logits[b] ?? 0) - (logits[a] ?? 0) || a - b);
    let kept = likeliest.length;
    let tail = 0;
    while (kept > (options.keep ?? 1)) {
      tail += Math.exp(scores[likeliest[kept - 1] ?? 0] ?? 0);
      if (tail > 1 - p) break;
      kept--;
    }
    return keepOnly(logits, likeliest.slice(0, kept));
  };
}
