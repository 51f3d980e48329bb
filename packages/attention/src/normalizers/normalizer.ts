import { checkKind, Module, type Tensor } from '@heed/core';

/**
 * Turns scores into weights. `visible` is boolean (true = attend) and broadcasts to the scores; without it all keys
 * are visible. Weights of hidden keys are exactly 0, whatever their score, and a row without a visible key is 0
 * throughout. [batch, heads, queries, keys] → the same shape.
 */
export type NormalizerFunction = (scores: Tensor, visible: Tensor | undefined) => Tensor;

/** A normaliser with parameters, such as attention sinks. */
export interface NormalizerModule extends Module {
  forward: NormalizerFunction;
}

/** From scores to weights: a function, or a module with parameters. Normalisers wrap each other. */
export type Normalizer = NormalizerFunction | NormalizerModule;

/**
 * Applies a normaliser of either kind.
 *
 * @example
 * ```ts
 * import { normalizeScores, softmaxNormalizer } from '@heed/attention';
 * import { tensor } from '@heed/core';
 * const weights = normalizeScores(softmaxNormalizer, tensor([[[[2, 2, 7]]]]), tensor([[[[true, true, false]]]]));
 * console.log(weights.toString()); // [[[[0.5, 0.5, 0]]]]
 * ```
 */
export function normalizeScores(
  normalizer: Normalizer,
  scores: Tensor,
  visible?: Tensor | undefined,
): Tensor {
  checkKind('normalizeScores: scores', scores, 'a tensor');
  return normalizer instanceof Module ? normalizer.forward(scores, visible) : normalizer(scores, visible);
}
