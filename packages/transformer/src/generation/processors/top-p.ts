import { checkOptions } from '@heed/core';
import { checkBetween } from '../check-numbers.ts';
import { possibleTokens } from '../probabilities.ts';
import type { CutOptions, LogitsProcessor } from './logits-processor.ts';
import { keepOnly } from './rule-out.ts';

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
  const keep = options.keep ?? 1;
  return (logits) => {
    const { ids, weights, total } = possibleTokens(logits);
    const spare = (1 - p) * total;
    let left = ids.length;
    let tail = 0;
    // What has less than an equal share of what may go, goes: all of it together is not too much. So few are left to sort.
    while (left > 0) {
      const share = (spare - tail) / left;
      let stays = 0;
      for (let place = 0; place < left; place++) if ((weights[place] ?? 0) >= share) stays++;
      if (stays === left || stays < keep) break;
      let next = 0;
      for (let place = 0; place < left; place++) {
        const weight = weights[place] ?? 0;
        ids[next] = ids[place] ?? 0;
        weights[next] = weight;
        if (weight >= share) next++;
        else tail += weight;
      }
      left = next;
    }
    const likeliest = Array.from(ids.subarray(0, left), (id, place) => ({ id, weight: weights[place] ?? 0 }));
    likeliest.sort((a, b) => (logits[b.id] ?? 0) - (logits[a.id] ?? 0) || a.id - b.id);
    let kept = left;
    while (kept > keep) {
      tail += likeliest[kept - 1]?.weight ?? 0;
      if (tail > spare) break;
      kept--;
    }
    return keepOnly(
      logits,
      likeliest.slice(0, kept).map(({ id }) => id),
    );
  };
}
