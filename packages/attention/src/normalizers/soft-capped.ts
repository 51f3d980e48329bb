import { divide, Module, multiply, OptionError, type Tensor, tanh, where } from '@heed/core';
import { type Normalizer, type NormalizerModule, normalizeScores } from './normalizer.ts';
import { softmaxNormalizer } from './softmax.ts';

/**
 * Soft capping (Gemma 2, 2024): scores pass `cap · tanh(s / cap)`, which holds them within ±cap and leaves small ones
 * nearly as they are, and then the inner normaliser.
 *
 * @param cap Positive; 50 in Gemma 2.
 * @param inner Softmax by default. Parameters of an inner module are found under `inner`.
 * @throws {OptionError} for a cap that is not a positive number.
 *
 * @example
 * ```ts
 * import { MultiHeadAttention, softCapped } from '@heed/attention';
 * import { ones, RandomGenerator } from '@heed/core';
 * const attention = new MultiHeadAttention(8, 2, { normalizer: softCapped(50) }).initialize(new RandomGenerator(0));
 * console.log(attention.forward(ones([1, 3, 8])).shape); // [1, 3, 8]
 * ```
 */
export function softCapped(cap: number, inner: Normalizer = softmaxNormalizer): NormalizerModule {
  return new SoftCapped(cap, inner);
}

/** A module even without parameters of its own, so that those of the inner normaliser are found. */
class SoftCapped extends Module implements NormalizerModule {
  readonly cap: number;
  readonly inner: Normalizer;

  constructor(cap: number, inner: Normalizer) {
    super();
    if (!(cap > 0 && Number.isFinite(cap))) {
      throw new OptionError(`softCapped: cap must be a positive number, got ${cap}`);
    }
    this.cap = cap;
    this.inner = inner;
  }

  override forward(scores: Tensor, visible: Tensor | undefined): Tensor {
    // A hidden score may be NaN, through which not even a gradient of 0 could pass.
    const seen = visible === undefined ? scores : where(visible, scores, 0);
    const capped = multiply(tanh(divide(seen, this.cap)), this.cap);
    return normalizeScores(this.inner, capped, visible);
  }
}
