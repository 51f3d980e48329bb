import { checkOptions, OptionError } from '@heed/core';
import TinyQueue from 'tinyqueue';
import { logProbabilities, possibleIds } from '../probabilities.ts';
import type { CutOptions, LogitsProcessor } from './logits-processor.ts';
import { keepOnly } from './rule-out.ts';

/**
 * Locally typical sampling (Meister et al. 2023): keeps the tokens whose information −log p is closest to the entropy
 * of the distribution, until they hold the given mass.
 *
 * @param mass Above 0, below 1.
 *
 * @example
 * ```ts
 * import { typicalProcessor } from '@heed/transformer';
 * const context = { ids: [0], promptLength: 1, step: 0, limit: 20 };
 * const logits = Float32Array.of(0.5, 0.2, 0.2, 0.1).map(Math.log);
 * console.log(typicalProcessor(0.3)(logits, context)[0]); // -Infinity: the likeliest is not the most typical
 * ```
 */
export function typicalProcessor(mass: number, options: CutOptions = {}): LogitsProcessor {
  checkOptions('typicalProcessor', options, ['keep']);
  if (!(mass > 0 && mass < 1)) throw new OptionError(`typicalP must be above 0 and below 1, got ${mass}`);
  return (logits) => {
    const scores = logProbabilities(logits);
    const ids = possibleIds(logits);
    let entropy = 0;
    for (const id of ids) entropy -= Math.exp(scores[id] ?? 0) * (scores[id] ?? 0);
    const distance = (id: number): number => Math.abs(-(scores[id] ?? 0) - entropy);
    // Most are never asked for: a queue need not sort them.
    const queue = new TinyQueue([...ids], (a, b) => distance(a) - distance(b) || a - b);
    const kept: number[] = [];
    const keep = options.keep ?? 1;
    let total = 0;
    let last = Number.POSITIVE_INFINITY;
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      if (kept.length >= keep && distance(id) > last) break;
      kept.push(id);
      total += Math.exp(scores[id] ?? 0);
      if (total >= mass) last = Math.min(last, distance(id));
    }
    return keepOnly(logits, kept);
  };
}
