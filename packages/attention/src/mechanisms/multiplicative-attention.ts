import { checkOneOf, checkOptions, Linear, OptionError, type Parameter, type Tensor } from '@heed/core';
import { additiveScores } from '../scores/additive.ts';
import { dotProductScores } from '../scores/dot-product.ts';
import { scoreVector } from './additive-attention.ts';
import { AlignmentAttention, type AlignmentOptions } from './alignment.ts';

/** How Luong et al. score a pair: `qᵀk`, `qᵀWk` or `vᵀ tanh(W [q; k])`. */
export type LuongScore = 'dot' | 'general' | 'concat';

/** Options of {@link MultiplicativeAttention}. */
export interface MultiplicativeAttentionOptions extends AlignmentOptions {
  /** How pairs are scored; `general` by default, which needs no equal widths. */
  readonly score?: LuongScore;
}

/**
 * Global attention of Luong et al. 2015 (§3.1). Its scores are `dot` (`qᵀk`), `general` (`qᵀWk`), and `concat`
 * (`vᵀ tanh(W [q; k])`, which is additive: `qProj` and `kProj` are the two halves of W).
 *
 * queries [batch, L, queryWidth] and memory [batch, S, keyWidth] → `{ context, weights, scores }`.
 *
 * @throws {OptionError} for `dot` between different widths.
 *
 * @example
 * ```ts
 * import { MultiplicativeAttention } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const attention = new MultiplicativeAttention(4, 6, { score: 'general' }).initialize(generator);
 * const memory = generator.normal([1, 7, 6]);
 * console.log(attention.forward(generator.normal([1, 3, 4]), { memory }).weights.shape); // [1, 1, 3, 7]
 * ```
 */
export class MultiplicativeAttention extends AlignmentAttention {
  /** The part of `concat`'s W that meets the query. */
  readonly qProj: Linear | undefined;
  /** W of `general`, and the part of `concat`'s W that meets the key. */
  readonly kProj: Linear | undefined;
  /** v of `concat`. */
  readonly vector: Parameter | undefined;

  constructor(queryWidth: number, keyWidth: number, options: MultiplicativeAttentionOptions = {}) {
    checkOptions('MultiplicativeAttention', options, ['score', 'normalizer']);
    super(options.normalizer);
    const { score = 'general' } = options;
    if (score === 'dot' && queryWidth !== keyWidth) {
      throw new OptionError(
        `MultiplicativeAttention: 'dot' needs equal widths, got ${queryWidth} and ${keyWidth}; use 'general'`,
      );
    }
    checkOneOf('MultiplicativeAttention: score', score, ['dot', 'general', 'concat']);
    const concat = score === 'concat';
    this.qProj = concat ? new Linear(queryWidth, queryWidth, { bias: false }) : undefined;
    this.kProj = score === 'dot' ? undefined : new Linear(keyWidth, queryWidth, { bias: false });
    this.vector = concat ? scoreVector(queryWidth) : undefined;
  }

  protected override keysOf(memory: Tensor): Tensor {
    return this.kProj?.forward(memory) ?? memory;
  }

  protected override score(queries: Tensor, keys: Tensor): Tensor {
    if (this.vector === undefined) return dotProductScores(queries, keys, { scale: 1 });
    return additiveScores(this.qProj?.forward(queries) ?? queries, keys, this.vector);
  }
}
