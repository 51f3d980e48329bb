import { checkWhole } from '@heed/core';
import { type LogitsProcessor, lowering } from './logits-processor.ts';

/**
 * Bans every token that would complete a run of `size` tokens which stands in the prompt or the answer already
 * (Paulus et al. 2018, §2.5).
 *
 * @example
 * ```ts
 * import { noRepeatNgramProcessor } from '@heed/transformer';
 * const context = { ids: [5, 1, 2, 0, 5, 1], promptLength: 6, step: 0, limit: 20 };
 * console.log(noRepeatNgramProcessor(3)(Float32Array.of(4, 4, 4), context)); // 4, 4, -Infinity
 * ```
 */
export function noRepeatNgramProcessor(size: number): LogitsProcessor {
  checkWhole('noRepeatNgram', size, 1);
  const process: LogitsProcessor = (logits, { ids }) => {
    for (const id of completing(ids, size)) if (id < logits.length) logits[id] = Number.NEGATIVE_INFINITY;
    return logits;
  };
  return lowering(process, ({ ids }) => completing(ids, size));
}

/** The ids that would complete a run which stands there already. */
function completing(ids: readonly number[], size: number): number[] {
  const start = ids.length - (size - 1);
  const found: number[] = [];
  for (let at = 0; at < start; at++) if (sameRun(ids, at, start)) found.push(ids[at + size - 1] ?? 0);
  return found;
}

/** True if what follows index `at` equals what follows `start`, which goes to the end. */
function sameRun(ids: readonly number[], at: number, start: number): boolean {
  for (let offset = 0; start + offset < ids.length; offset++) {
    if (ids[at + offset] !== ids[start + offset]) return false;
  }
  return true;
}
