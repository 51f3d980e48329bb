import { checkPositive } from '../check-numbers.ts';
import { maximumOf } from '../probabilities.ts';
import type { LogitsProcessor } from './logits-processor.ts';

/**
 * Divides logits by a temperature: below 1 the likely tokens become likelier, above 1 all become more alike.
 *
 * @param temperature Above 0. As small as it may be, nothing overflows: the choice becomes greedy.
 *
 * @example
 * ```ts
 * import { temperatureProcessor } from '@heed/transformer';
 * const context = { ids: [0], promptLength: 1, step: 0, limit: 20 };
 * console.log(temperatureProcessor(0.5)(Float32Array.of(1, 2), context)); // 2, 4
 * ```
 */
export function temperatureProcessor(temperature: number): LogitsProcessor {
  checkPositive('temperature', temperature);
  return (logits) => {
    const largest = maximumOf(logits);
    // Where the quotients leave float32, the largest becomes 0, which is the same distribution.
    const overflows = Number.isFinite(largest) && !Number.isFinite(Math.fround(largest / temperature));
    const shift = overflows ? largest : 0;
    for (let id = 0; id < logits.length; id++) logits[id] = ((logits[id] ?? 0) - shift) / temperature;
    return logits;
  };
}
