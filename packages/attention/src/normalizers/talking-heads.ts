import {
  checkOptions,
  checkWhole,
  eye,
  type Initializer,
  Linear,
  Module,
  type Tensor,
  transpose,
  where,
} from '@heed/core';
import { checkScores } from './check-scores.ts';
import { type Normalizer, type NormalizerModule, normalizeScores } from './normalizer.ts';
import { softmaxNormalizer } from './softmax.ts';

/** Options of {@link TalkingHeads}. */
export interface TalkingHeadsOptions {
  /** What normalises the mixed scores; softmax by default. */
  readonly inner?: Normalizer;
  /** Add a bias per head to both maps, as CaiT does (Touvron et al. 2021); false by default, as in the paper. */
  readonly bias?: boolean;
}

/**
 * Talking heads (Shazeer et al. 2020): a linear map mixes the scores of the heads before the softmax, another their
 * weights after it: `W = P_w · softmax(P_l · S)` over the axis of heads. Both maps start as the identity, so that the
 * heads begin alone. What is hidden stays 0.
 *
 * The parameters `projL` and `projW`, [heads, heads], have the names of CaiT's checkpoints.
 * [batch, heads, queries, keys] → the same shape. Rows need not sum to 1.
 *
 * @throws {ShapeError} for scores of another number of heads.
 *
 * @example
 * ```ts
 * import { MultiHeadAttention, TalkingHeads } from '@heed/attention';
 * import { ones, RandomGenerator } from '@heed/core';
 * const normalizer = new TalkingHeads(2);
 * const attention = new MultiHeadAttention(8, 2, { normalizer }).initialize(new RandomGenerator(0));
 * console.log(attention.forward(ones([1, 3, 8])).shape); // [1, 3, 8]
 * ```
 */
export class TalkingHeads extends Module implements NormalizerModule {
  readonly projL: Linear;
  readonly projW: Linear;
  readonly heads: number;
  readonly inner: Normalizer;

  constructor(heads: number, options: TalkingHeadsOptions = {}) {
    super();
    checkOptions('TalkingHeads', options, ['inner', 'bias']);
    this.heads = checkWhole('TalkingHeads: heads', heads);
    this.inner = options.inner ?? softmaxNormalizer;
    const settings = { bias: options.bias ?? false, initializer: identity };
    this.projL = new Linear(heads, heads, settings);
    this.projW = new Linear(heads, heads, settings);
  }

  override forward(scores: Tensor, visible: Tensor | undefined): Tensor {
    checkScores('TalkingHeads', scores, this.heads);
    const shown = (x: Tensor): Tensor => (visible === undefined ? x : where(visible, x, 0));
    const mixed = mixHeads(this.projL, shown(scores));
    return shown(mixHeads(this.projW, normalizeScores(this.inner, mixed, visible)));
  }
}

/** A linear map over the axis of heads. */
function mixHeads(map: Linear, x: Tensor): Tensor {
  return transpose(map.forward(transpose(x, [0, 2, 3, 1])), [0, 3, 1, 2]);
}

const identity: Initializer = ([size = 0]) => eye(size);
