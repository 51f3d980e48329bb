import {
  abs,
  arange,
  cast,
  checkOneOf,
  checkOptions,
  divide,
  exp,
  Linear,
  lessEqual,
  linear,
  multiply,
  OptionError,
  type Parameter,
  reshape,
  sigmoid,
  subtract,
  sum,
  type Tensor,
  tanh,
  to,
} from '@heed/core';
import { combineMasks } from '../masks/combine-masks.ts';
import { checkOffset, checkPositionIds } from '../positions/position-options.ts';
import type { Positions } from '../positions/position-scheme.ts';
import { scoreVector } from './additive-attention.ts';
import { MultiplicativeAttention, type MultiplicativeAttentionOptions } from './multiplicative-attention.ts';

/** Where a local attention looks: at the query's own position, or where the query says. */
export type LocalAlignment = 'monotonic' | 'predictive';

const alignments: readonly LocalAlignment[] = ['monotonic', 'predictive'];

/** Options of {@link LocalAttention}. */
export interface LocalAttentionOptions extends MultiplicativeAttentionOptions {
  /** D: the window holds the encoder states up to this far from its centre; 10 by default, as published. */
  readonly window?: number;
  /** `monotonic` (local-m) or `predictive` (local-p); `predictive` by default. */
  readonly alignment?: LocalAlignment;
}

/**
 * Local attention of Luong et al. 2015 (§3.2): each query looks at the window [p − D, p + D] of the encoder states
 * alone. The centre is
 *
 * - `monotonic` (local-m): p = t, the query's position;
 * - `predictive` (local-p): `p = S · sigmoid(v_pᵀ tanh(W_p q))`, S being the number of encoder states that the query
 *   may see, and the weights, which sum to 1 in the window, are multiplied by the Gaussian
 *   `exp(−(s − p)² / 2σ²)`, σ = D/2, through which p is learned.
 *
 * queries [batch, L, queryWidth] and memory [batch, S, keyWidth] → `{ context, weights, scores }`. A window that lies
 * beyond the encoder states gives a context of zeros.
 *
 * @throws {OptionError} for a window that is not above 0.
 *
 * @example
 * ```ts
 * import { LocalAttention } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const attention = new LocalAttention(4, 6, { alignment: 'monotonic', window: 1 }).initialize(generator);
 * const memory = generator.normal([1, 7, 6]);
 * const { weights } = attention.forward(generator.normal([1, 3, 4]), { memory });
 * console.log(weights.toString()); // up to three weights in each row, around the diagonal
 * ```
 */
export class LocalAttention extends MultiplicativeAttention {
  readonly window: number;
  /** W_p of local-p. */
  readonly positionProj: Linear | undefined;
  /** v_p of local-p. */
  readonly positionVector: Parameter | undefined;

  constructor(queryWidth: number, keyWidth: number, options: LocalAttentionOptions = {}) {
    const { window = 10, alignment = 'predictive', ...scoring } = options;
    checkOptions('LocalAttention', scoring, ['score', 'normalizer']);
    super(queryWidth, keyWidth, scoring);
    if (!(window > 0 && Number.isFinite(window))) {
      throw new OptionError(`LocalAttention: window must be a number above 0, got ${window}`);
    }
    const predictive = checkOneOf('LocalAttention: alignment', alignment, alignments) === 'predictive';
    this.window = window;
    this.positionProj = predictive ? new Linear(queryWidth, queryWidth, { bias: false }) : undefined;
    this.positionVector = predictive ? scoreVector(queryWidth) : undefined;
  }

  protected override weigh(
    scores: Tensor,
    visible: Tensor | undefined,
    queries: Tensor,
    positions: Positions,
  ): Tensor {
    const keys = scores.shape[3] ?? 0;
    const centres = this.#predicted(queries, visible, keys) ?? givenCentres(queries, positions);
    const places = cast(to(arange(keys), scores.backend), scores.dtype);
    const distances = subtract(places, centres);
    const near = lessEqual(abs(distances), this.window);
    const weights = super.weigh(scores, combineMasks(visible, near), queries, positions);
    if (this.positionVector === undefined) return weights;
    const deviation = this.window / 2;
    return multiply(weights, exp(divide(multiply(distances, distances), -2 * deviation * deviation)));
  }

  /** The centres that the queries predict, [batch, 1, L, 1]; undefined for local-m. */
  #predicted(queries: Tensor, visible: Tensor | undefined, keys: number): Tensor | undefined {
    if (this.positionProj === undefined || this.positionVector === undefined) return undefined;
    const hidden = tanh(this.positionProj.forward(queries));
    const share = sigmoid(linear(hidden, reshape(this.positionVector, [1, this.positionVector.size])));
    const count =
      visible === undefined ? keys : sum(cast(visible, queries.dtype), { axis: -1, keepAxes: true });
    return multiply(share, count);
  }
}

/** The queries' own positions, [batch|1, 1, L, 1]. */
function givenCentres(queries: Tensor, positions: Positions): Tensor {
  const length = queries.shape[2] ?? 0;
  if (typeof positions === 'number') {
    checkOffset('LocalAttention', positions);
    const places = to(arange(positions + length, { start: positions }), queries.backend);
    return reshape(cast(places, queries.dtype), [1, 1, length, 1]);
  }
  checkPositionIds('LocalAttention', positions, length);
  return reshape(cast(positions, queries.dtype), [positions.shape[0] ?? 1, 1, length, 1]);
}
