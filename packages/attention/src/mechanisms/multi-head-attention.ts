import { checkOptions, checkWhole, Linear, linearEach, linearThen, RMSNorm, type Tensor } from '@heed/core';
import { splitHeads } from '../heads/split-heads.ts';
import { Attention, type Projected } from './attention.ts';
import { type MechanismOptions, mechanismOptionNames } from './attention-options.ts';
import { checkGroups, headDimensionOf } from './check-heads.ts';

/** Sizes and switches of {@link MultiHeadAttention}. */
export interface MultiHeadAttentionOptions extends MechanismOptions {
  /** Add biases to the four projections; true by default. */
  readonly bias?: boolean;
  /** The same of the projection to keys alone, which softmax does not see; `bias` by default. */
  readonly keyBias?: boolean;
  /** Number of key and value heads, each serving `heads / keyValueHeads` query heads; `heads` by default. */
  readonly keyValueHeads?: number;
  /** Width of a head; `width / heads` by default. */
  readonly headDimension?: number;
  /** Width of the states that cross-attention reads; `width` by default. */
  readonly memoryWidth?: number;
  /** Normalise each query and key (RMSNorm over the head) before positions (Henry et al. 2020). */
  readonly queryKeyNorm?: boolean;
}

const ownOptionNames = [
  'bias',
  'keyBias',
  'keyValueHeads',
  'headDimension',
  'memoryWidth',
  'queryKeyNorm',
] as const;

/**
 * Multi-head attention (Vaswani et al. 2017, §3.2.2): `concat(head₁ … head_h) W_O` with
 * `headᵢ = softmax(QᵢKᵢᵀ / √d) Vᵢ`; with fewer key heads it is grouped-query attention (Ainslie et al. 2023), with
 * one multi-query attention (Shazeer 2019). [batch, queries, width] → [batch, queries, width].
 *
 * What observers can ask for stands at {@link Attention}.
 *
 * @example
 * ```ts
 * import { MultiHeadAttention } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const attention = new MultiHeadAttention(8, 2).initialize(generator);
 * console.log(attention.forward(generator.normal([1, 5, 8]), { causal: true }).shape); // [1, 5, 8]
 * ```
 */
export class MultiHeadAttention extends Attention {
  readonly qProj: Linear;
  readonly kProj: Linear;
  readonly vProj: Linear;
  readonly outProj: Linear;
  readonly qNorm: RMSNorm | undefined;
  readonly kNorm: RMSNorm | undefined;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly headDimension: number;

  constructor(width: number, heads: number, options: MultiHeadAttentionOptions = {}) {
    super(options);
    checkOptions('MultiHeadAttention', options, [...ownOptionNames, ...mechanismOptionNames]);
    const { bias = true, keyBias = bias, keyValueHeads = heads, memoryWidth = width } = options;
    const headDimension = headDimensionOf('MultiHeadAttention', width, heads, options.headDimension);
    checkGroups('MultiHeadAttention', heads, keyValueHeads);
    checkWhole('MultiHeadAttention: memoryWidth', memoryWidth);
    this.heads = heads;
    this.keyValueHeads = keyValueHeads;
    this.headDimension = headDimension;
    this.qProj = new Linear(width, heads * headDimension, { bias });
    this.kProj = new Linear(memoryWidth, keyValueHeads * headDimension, { bias: keyBias });
    this.vProj = new Linear(memoryWidth, keyValueHeads * headDimension, { bias });
    this.outProj = new Linear(heads * headDimension, width, { bias });
    this.qNorm = options.queryKeyNorm ? new RMSNorm(headDimension) : undefined;
    this.kNorm = options.queryKeyNorm ? new RMSNorm(headDimension) : undefined;
  }

  protected override project(states: Tensor, source: Tensor | undefined): Projected {
    if (source !== states) {
      const queries = this.#queries(this.qProj.forward(states));
      const keysAndValues = source && this.#keysAndValues(...linearEach([this.kProj, this.vProj], source));
      return { queries, keysAndValues };
    }
    const [queries, keys, values] = linearEach([this.qProj, this.kProj, this.vProj], states);
    return { queries: this.#queries(queries), keysAndValues: this.#keysAndValues(keys, values) };
  }

  protected override output(context: Tensor): Tensor {
    return this.outProj.forward(context);
  }

  protected override outputOnto(residual: Tensor, context: Tensor): Tensor {
    return linearThen(this.outProj, context, { residual });
  }

  #queries(projected: Tensor): Tensor {
    const queries = splitHeads(projected, this.heads);
    return this.qNorm?.forward(queries) ?? queries;
  }

  #keysAndValues(projectedKeys: Tensor, projectedValues: Tensor): { keys: Tensor; values: Tensor } {
    const keys = splitHeads(projectedKeys, this.keyValueHeads);
    const values = splitHeads(projectedValues, this.keyValueHeads);
    return { keys: this.kNorm?.forward(keys) ?? keys, values };
  }
}
