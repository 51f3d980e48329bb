import { checkOptions, Linear, Parameter, type Tensor } from '@heed/core';
import { additiveScores } from '../scores/additive.ts';
import { AlignmentAttention, type AlignmentOptions } from './alignment.ts';

/**
 * Additive attention (Bahdanau et al. 2015, §3.1): a small network with one hidden layer scores each encoder state
 * `h` for a decoder state `s`, `e = vᵀ tanh(W s + U h)`; the softmax of the scores weighs the states.
 *
 * queries [batch, L, queryWidth] and memory [batch, S, keyWidth] → `{ context, weights, scores }`. The product U h is
 * the same for all queries: `prepare` computes it once per source.
 *
 * @example
 * ```ts
 * import { AdditiveAttention } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const attention = new AdditiveAttention(4, 6, 5).initialize(generator);
 * const memory = attention.prepare(generator.normal([1, 7, 6]));
 * const { context, weights } = attention.forward(generator.normal([1, 1, 4]), { memory });
 * console.log(context.shape, weights.shape); // [1, 1, 6] [1, 1, 1, 7]
 * ```
 */
export class AdditiveAttention extends AlignmentAttention {
  /** W */
  readonly qProj: Linear;
  /** U */
  readonly kProj: Linear;
  /** v */
  readonly vector: Parameter;

  constructor(queryWidth: number, keyWidth: number, hiddenWidth: number, options: AlignmentOptions = {}) {
    checkOptions('AdditiveAttention', options, ['normalizer']);
    super(options.normalizer);
    this.qProj = new Linear(queryWidth, hiddenWidth, { bias: false });
    this.kProj = new Linear(keyWidth, hiddenWidth, { bias: false });
    this.vector = scoreVector(hiddenWidth);
  }

  protected override keysOf(memory: Tensor): Tensor {
    return this.kProj.forward(memory);
  }

  protected override score(queries: Tensor, keys: Tensor): Tensor {
    return additiveScores(this.qProj.forward(queries), keys, this.vector);
  }
}

/** The vector v of additive scores: a linear map to one number, and initialised as one. */
export function scoreVector(width: number): Parameter {
  return new Parameter([width], (_, generator) => {
    const limit = Math.sqrt(6 / (width + 1));
    return generator.uniform([width], -limit, limit);
  });
}
