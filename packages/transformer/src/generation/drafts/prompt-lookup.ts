import { checkOptions, checkWhole } from '@heed/core';
import type { DraftSource } from './draft-source.ts';

/** Options of {@link promptLookup}. */
export interface PromptLookupOptions {
  /** The longest run of last tokens to look for; 2 by default. */
  readonly longest?: number;
  /** How many tokens to guess at a time; 10 by default. */
  readonly count?: number;
}

/**
 * Guesses that a text goes on as it did where its last tokens stood before (Saxena 2023, prompt lookup decoding): for
 * summaries, code and answers that quote, without a second model. Longer runs are tried first, and of equals the
 * earliest.
 *
 * @example
 * ```ts
 * import { promptLookup } from '@heed/transformer';
 * console.log(await promptLookup({ count: 2 }).propose([5, 6, 7, 8, 5, 6], 9)); // [7, 8]
 * ```
 */
export function promptLookup(options: PromptLookupOptions = {}): DraftSource {
  checkOptions('promptLookup', options, ['longest', 'count']);
  const longest = checkWhole('longest', options.longest ?? 2, 1);
  const count = checkWhole('count', options.count ?? 10, 1);
  return {
    propose(ids, most): readonly number[] {
      for (let size = Math.min(longest, ids.length - 1); size > 0; size--) {
        const end = earlierEnd(ids, size);
        if (end !== undefined) return ids.slice(end, end + Math.min(count, most));
      }
      return [];
    },
  };
}

/** Where the last `size` ids stood before: the index behind them. */
function earlierEnd(ids: readonly number[], size: number): number | undefined {
  const last = ids.length - size;
  for (let start = 0; start < last; start++) {
    let same = 0;
    while (same < size && ids[start + same] === ids[last + same]) same++;
    if (same === size) return start + size;
  }
  return undefined;
}
