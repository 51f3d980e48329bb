import {
  add,
  checkOptions,
  checkWhole,
  concat,
  exp,
  full,
  Linear,
  multiply,
  normalInitializer,
  Parameter,
  rmsNorm,
  slice,
  subtract,
  sum,
  type Tensor,
  to,
} from '@heed/core';
import { joinHeads, splitHeads } from '../heads/split-heads.ts';
import { Attention, type Projected } from './attention.ts';
import { type MechanismOptions, mechanismOptionNames } from './attention-options.ts';
import { checkGroups, headDimensionOf } from './check-heads.ts';

/** Sizes and switches of {@link DifferentialAttention}. */
export interface DifferentialAttentionOptions extends MechanismOptions {
  /** Index of the layer, from 0: the deeper, the more of the second map is taken away at first. 0 by default. */
  readonly layer?: number;
  /** Add biases to the four projections; false by default. */
  readonly bias?: boolean;
  /** Number of value heads, each serving `heads / keyValueHeads` heads; `heads` by default. */
  readonly keyValueHeads?: number;
  /** Width of a query or key, half of a value's; `width / (2 · heads)` by default. */
  readonly headDimension?: number;
  /** Width of the states that cross-attention reads; `width` by default. */
  readonly memoryWidth?: number;
}

const ownOptionNames = ['layer', 'bias', 'keyValueHeads', 'headDimension', 'memoryWidth'] as const;

/**
 * Differential attention (Ye et al. 2024): each head has two attention maps and takes away what they have in common,
 * `headᵢ = (1 − λ₀) · RMSNorm((softmax(Q₁K₁ᵀ / √d) − λ · softmax(Q₂K₂ᵀ / √d)) V)`, with
 * `λ = exp(λ_q1 · λ_k1) − exp(λ_q2 · λ_k2) + λ₀` and `λ₀ = 0.8 − 0.6 · exp(−0.3 · layer)`.
 * [batch, queries, width] → [batch, queries, width].
 *
 * To masks, positions and observers these are `2 · heads` attention heads, the first maps of all heads before the
 * second ones: observers see `weights` [batch, 2 · heads, queries, keys], each row a distribution, and `context`
 * [batch, 2 · heads, queries, 2 · headDimension], before {@link DifferentialAttention.lambda} joins them. A cache
 * holds each value twice, once for each map.
 *
 * The parameters have the names of DiffLlama's checkpoints, whose `num_attention_heads` and `num_key_value_heads` are
 * twice `heads` and `keyValueHeads`: a value has its first half in the first half of the value heads.
 *
 * @example
 * ```ts
 * import { DifferentialAttention } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const attention = new DifferentialAttention(16, 2, { layer: 3 }).initialize(generator);
 * console.log(attention.forward(generator.normal([1, 5, 16]), { causal: true }).shape); // [1, 5, 16]
 * ```
 */
export class DifferentialAttention extends Attention {
  readonly qProj: Linear;
  readonly kProj: Linear;
  readonly vProj: Linear;
  readonly oProj: Linear;
  readonly lambdaQ1: Parameter;
  readonly lambdaK1: Parameter;
  readonly lambdaQ2: Parameter;
  readonly lambdaK2: Parameter;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly headDimension: number;
  /** λ₀ of the formula. */
  readonly initialLambda: number;

  /** @throws {OptionError} for heads that do not divide, or an option that does not exist. */
  constructor(width: number, heads: number, options: DifferentialAttentionOptions = {}) {
    super(options);
    checkOptions('DifferentialAttention', options, [...ownOptionNames, ...mechanismOptionNames]);
    const { layer = 0, bias = false, keyValueHeads = heads, memoryWidth = width } = options;
    const maps = 'DifferentialAttention, with two maps a head';
    const headDimension = headDimensionOf(maps, width, 2 * heads, options.headDimension);
    checkGroups('DifferentialAttention', heads, keyValueHeads);
    checkWhole('DifferentialAttention: layer', layer, 0);
    this.heads = heads;
    this.keyValueHeads = keyValueHeads;
    this.headDimension = headDimension;
    this.initialLambda = 0.8 - 0.6 * Math.exp(-0.3 * layer);
    this.qProj = new Linear(width, 2 * heads * headDimension, { bias });
    this.kProj = new Linear(memoryWidth, 2 * keyValueHeads * headDimension, { bias });
    this.vProj = new Linear(memoryWidth, 2 * keyValueHeads * headDimension, { bias });
    this.oProj = new Linear(2 * heads * headDimension, width, { bias });
    const lambda = (): Parameter => new Parameter([headDimension], normalInitializer(0.1));
    this.lambdaQ1 = lambda();
    this.lambdaK1 = lambda();
    this.lambdaQ2 = lambda();
    this.lambdaK2 = lambda();
  }

  /** How much of the second map is taken away: λ, one number. */
  lambda(): Tensor {
    const product = (a: Parameter, b: Parameter): Tensor => exp(sum(multiply(a.value, b.value)));
    const learned = subtract(product(this.lambdaQ1, this.lambdaK1), product(this.lambdaQ2, this.lambdaK2));
    return add(learned, this.initialLambda);
  }

  protected override project(states: Tensor, source: Tensor | undefined): Projected {
    const queries = splitHeads(this.qProj.forward(states), 2 * this.heads);
    if (source === undefined) return { queries };
    const keys = splitHeads(this.kProj.forward(source), 2 * this.keyValueHeads);
    const values = concat(halves(splitHeads(this.vProj.forward(source), 2 * this.keyValueHeads)), {
      axis: 3,
    });
    return { queries, keysAndValues: { keys, values: concat([values, values], { axis: 1 }) } };
  }

  protected override output(context: Tensor): Tensor {
    const [first, second] = halves(splitHeads(context, 2 * this.heads));
    const difference = subtract(first, multiply(second, this.lambda()));
    const gain = to(full([2 * this.headDimension], 1, context.dtype), context.backend);
    const heads = multiply(rmsNorm(difference, gain), 1 - this.initialLambda);
    return this.oProj.forward(joinHeads(heads));
  }
}

/** The first and the second half of the heads. */
function halves(x: Tensor): [Tensor, Tensor] {
  const half = (x.shape[1] ?? 0) / 2;
  return [slice(x, { axis: 1, end: half }), slice(x, { axis: 1, start: half })];
}
