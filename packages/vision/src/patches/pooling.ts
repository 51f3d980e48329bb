import { checkOneOf, mean, OptionError, slice, squeeze, type Tensor } from '@heed/core';

/** How states of patches become one vector: that of the first token, or the mean of all patches. */
export type PatchPooling = 'class' | 'mean';

/**
 * One vector for each picture, [batch, tokens, width] → [batch, width]. See also {@link AttentionPooling}, which learns
 * what to read.
 *
 * @param firstTokens Number of tokens before the patches, which the mean leaves out.
 * @throws {OptionError} for the class token of a model without one.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { poolPatches } from '@heed/vision';
 * const states = new RandomGenerator(0).normal([2, 1 + 9, 8]);
 * console.log(poolPatches(states, 'mean', 1).shape); // [2, 8]
 * ```
 */
export function poolPatches(states: Tensor, pooling: PatchPooling, firstTokens: number): Tensor {
  checkOneOf('poolPatches: pooling', pooling, ['class', 'mean']);
  if (pooling === 'mean') return mean(slice(states, { axis: 1, start: firstTokens }), { axis: 1 });
  if (firstTokens < 1) throw new OptionError('poolPatches: the model has no class token');
  return squeeze(slice(states, { axis: 1, end: 1 }), { axis: 1 });
}
