import {
  broadcastTo,
  cast,
  checkOptions,
  checkWhole,
  concat,
  Module,
  normalInitializer,
  Parameter,
  pad,
  reshape,
  slice,
  type Tensor,
} from '@heed/core';
import { checkScores } from './check-scores.ts';
import { type Normalizer, type NormalizerModule, normalizeScores } from './normalizer.ts';
import { softmaxNormalizer } from './softmax.ts';

/** Options of {@link AttentionSinks}. */
export interface AttentionSinksOptions {
  /** What normalises scores and sink together; softmax by default. */
  readonly inner?: Normalizer;
}

/**
 * Attention sinks (after Xiao et al. 2023; in this form in GPT-OSS, 2025): each head has a learned score for a place
 * with nothing to read. It takes its share of the softmax, `wⱼ = exp(sⱼ) / (exp(sink) + Σ exp(sₖ))`, so that a head
 * can attend to little: rows sum to less than 1.
 *
 * The parameter `sinks` [heads] has the name of GPT-OSS's checkpoints. [batch, heads, queries, keys] → the same shape.
 *
 * @throws {ShapeError} for scores of another number of heads.
 *
 * @example
 * ```ts
 * import { AttentionSinks, MultiHeadAttention } from '@heed/attention';
 * import { ones, RandomGenerator } from '@heed/core';
 * const normalizer = new AttentionSinks(2);
 * const attention = new MultiHeadAttention(8, 2, { normalizer }).initialize(new RandomGenerator(0));
 * console.log(attention.forward(ones([1, 3, 8])).shape, attention.parameters().has('normalizer.sinks')); // [1, 3, 8] true
 * ```
 */
export class AttentionSinks extends Module implements NormalizerModule {
  readonly sinks: Parameter;
  readonly inner: Normalizer;

  constructor(heads: number, options: AttentionSinksOptions = {}) {
    super();
    checkOptions('AttentionSinks', options, ['inner']);
    this.sinks = new Parameter([checkWhole('AttentionSinks: heads', heads)], normalInitializer(0.02));
    this.inner = options.inner ?? softmaxNormalizer;
  }

  override forward(scores: Tensor, visible: Tensor | undefined): Tensor {
    const [batch, heads, queries, keys] = checkScores('AttentionSinks', scores, this.sinks.size);
    const sinks = reshape(cast(this.sinks.value, scores.dtype), [1, heads, 1, 1]);
    const withSinks = concat([scores, broadcastTo(sinks, [batch, heads, queries, 1])], { axis: 3 });
    const weights = normalizeScores(
      this.inner,
      withSinks,
      visible && pad(visible, { axis: 3, after: 1, value: 1 }),
    );
    return slice(weights, { axis: 3, end: keys });
  }
}
