import type { NameOptions } from '@heed/core';

/**
 * How `loadWeights` reads files of BART, Marian and M2M100: with the first part `model.` or without it (as files of
 * `BartModel` are), without what fairseq left in the oldest, and, where positions are computed, without their tables.
 */
export function bartLikeWeightNames(options: { readonly computedPositions: boolean }): NameOptions {
  const leftovers = options.computedPositions
    ? /(^|\.)((en|de)coder\.version|embed_positions\.(weights?|_float_tensor))$/
    : /(^|\.)(en|de)coder\.version$/;
  return { prefix: 'model', rename: (name) => (leftovers.test(name) ? undefined : name) };
}
