import {
  add,
  checkOptions,
  fullLike,
  log,
  OptionError,
  sigmoid,
  subtract,
  sum,
  type Tensor,
  where,
} from '@heed/core';
import type { NormalizerFunction } from './normalizer.ts';

/** Options of {@link sigmoidNormalizer}. */
export interface SigmoidNormalizerOptions {
  /**
   * Added to each score. `'keys'`, the default, stands for the paper's −log n with n the number of keys that the query
   * sees: neither padding nor the length of a cache changes a weight. A number is the same for all, such as
   * −log of the length trained with, or 0 for none.
   */
  readonly bias?: number | 'keys';
}

/**
 * Sigmoid in place of softmax (Ramapuram et al. 2024): `wⱼ = 1 / (1 + exp(−(sⱼ + b)))`. Each weight depends on its
 * own score alone, and a row need not sum to 1; with b = −log n its sum is near 1 for scores near 0.
 *
 * @returns a normaliser of [batch, heads, queries, keys].
 * @throws {OptionError} for a bias that is neither a finite number nor `'keys'`.
 *
 * @example
 * ```ts
 * import { sigmoidNormalizer } from '@heed/attention';
 * import { tensor } from '@heed/core';
 * const normalize = sigmoidNormalizer({ bias: 0 });
 * console.log(normalize(tensor([[[[0, 0]]]]), undefined).toString()); // [[[[0.5, 0.5]]]]
 * ```
 */
export function sigmoidNormalizer(options: SigmoidNormalizerOptions = {}): NormalizerFunction {
  checkOptions('sigmoidNormalizer', options, ['bias']);
  const { bias = 'keys' } = options;
  if (bias !== 'keys' && !Number.isFinite(bias)) {
    throw new OptionError(`sigmoidNormalizer: bias must be a finite number or 'keys', got ${bias}`);
  }
  return (scores, visible) => {
    const seen = visible === undefined ? scores : where(visible, scores, 0);
    const moved = bias === 'keys' ? subtract(seen, logKeys(scores, visible)) : add(seen, bias);
    const weights = sigmoid(moved);
    return visible === undefined ? weights : where(visible, weights, 0);
  };
}

/** log n of the keys that each query sees: [batch, heads, queries, 1]. */
function logKeys(scores: Tensor, visible: Tensor | undefined): Tensor {
  const each = fullLike(scores, 1);
  const counted = visible === undefined ? each : where(visible, each, 0);
  return log(sum(counted, { axis: -1, keepAxes: true }));
}
