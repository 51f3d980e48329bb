import {
  checkOptions,
  isObserved,
  Linear,
  Module,
  OptionError,
  passBy,
  ShapeError,
  showShape,
  type Tensor,
  weightedValues,
} from '@heed/core';
import type { LinearAttentionState } from '../caches/linear-state.ts';
import { joinHeads, splitHeads } from '../heads/split-heads.ts';
import { visibleKeys } from '../masks/visible-keys.ts';
import { headDimensionOf } from './check-heads.ts';
import { eluPlusOne, type FeatureMap, linearAttention, linearAttentionWeights } from './linear-attention.ts';

/** Sizes and switches of {@link LinearAttention}. */
export interface LinearAttentionModuleOptions {
  /** Add biases to the four projections; true by default. */
  readonly bias?: boolean;
  /** Width of a head; `width / heads` by default. */
  readonly headDimension?: number;
  /** Width of the states that cross-attention reads; `width` by default. */
  readonly memoryWidth?: number;
  /** From queries and keys to positive features; {@link eluPlusOne} by default. */
  readonly featureMap?: FeatureMap;
}

/** What one call attends to. */
export interface LinearAttendOptions {
  /** States to attend to, [batch, keys, memoryWidth]: cross-attention. Without it, queries attend to themselves. */
  readonly memory?: Tensor;
  /** Boolean [batch|1, heads|1, 1, keys], true = attend: padding. */
  readonly mask?: Tensor | undefined;
  /** Attend to no later position (lower right). */
  readonly causal?: boolean;
  /** What earlier calls have seen; this call's tokens are added. For causal self-attention. */
  readonly state?: LinearAttentionState | undefined;
}

/**
 * Multi-head linear attention (Katharopoulos et al. 2020, "Transformers are RNNs"): {@link linearAttention} between
 * projections. [batch, queries, width] → [batch, queries, width]. Causal, it is a recurrent network: a
 * {@link LinearAttentionState} of fixed size takes the place of a growing cache, and gives the same numbers.
 *
 * Observers can ask for `queries`, `keys` and `values` before the feature map, `context`, what each head read
 * ([batch, heads, queries, headDimension]), and `weights` ([batch, heads, queries, keys]), which are computed for them
 * alone, in calls without a state: a state no longer knows single tokens.
 *
 * @throws {OptionError} for heads that do not divide the width.
 *
 * @example
 * ```ts
 * import { LinearAttention } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const attention = new LinearAttention(8, 2).initialize(generator);
 * console.log(attention.forward(generator.normal([1, 5, 8]), { causal: true }).shape); // [1, 5, 8]
 * ```
 */
export class LinearAttention extends Module {
  readonly qProj: Linear;
  readonly kProj: Linear;
  readonly vProj: Linear;
  readonly outProj: Linear;
  readonly heads: number;
  readonly featureMap: FeatureMap;

  constructor(width: number, heads: number, options: LinearAttentionModuleOptions = {}) {
    super();
    checkOptions('LinearAttention', options, ['bias', 'headDimension', 'memoryWidth', 'featureMap']);
    const { bias = true, memoryWidth = width } = options;
    const headDimension = headDimensionOf('LinearAttention', width, heads, options.headDimension);
    this.heads = heads;
    this.featureMap = options.featureMap ?? eluPlusOne;
    this.qProj = new Linear(width, heads * headDimension, { bias });
    this.kProj = new Linear(memoryWidth, heads * headDimension, { bias });
    this.vProj = new Linear(memoryWidth, heads * headDimension, { bias });
    this.outProj = new Linear(heads * headDimension, width, { bias });
  }

  override get observationPoints(): readonly string[] {
    return ['queries', 'keys', 'values', 'weights', 'context'];
  }

  override forward(states: Tensor, options: LinearAttendOptions = {}): Tensor {
    checkOptions('LinearAttention.forward', options, ['memory', 'mask', 'causal', 'state']);
    const { memory = states, state } = options;
    if (states.rank !== 3) {
      throw new ShapeError(
        `LinearAttention: states must be [batch, length, width], got ${showShape(states.shape)}`,
      );
    }
    if (memory !== states && state !== undefined) {
      throw new OptionError('LinearAttention: a state belongs to self-attention, and this call has a memory');
    }
    const queries = passBy(this, 'queries', splitHeads(this.qProj.forward(states), this.heads));
    const keys = passBy(this, 'keys', splitHeads(this.kProj.forward(memory), this.heads));
    const values = passBy(this, 'values', splitHeads(this.vProj.forward(memory), this.heads));
    const context = passBy(this, 'context', this.#attend(queries, keys, values, options));
    return this.outProj.forward(joinHeads(context));
  }

  #attend(queries: Tensor, keys: Tensor, values: Tensor, options: LinearAttendOptions): Tensor {
    const { mask, causal = false, state } = options;
    const given = { mask, causal, featureMap: this.featureMap };
    const context = linearAttention(queries, keys, values, { ...given, state });
    if (state !== undefined || !isObserved(this, 'weights')) return context;

    const weights = linearAttentionWeights(queries, keys, given);
    const seen = passBy(this, 'weights', weights);
    if (seen === weights) return context;
    return weightedValues(seen, values, visibleKeys(queries, keys.shape[2] ?? 0, given));
  }
}
