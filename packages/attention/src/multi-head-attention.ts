import {
  attentionWeights,
  checkOptions,
  dropout,
  isObserved,
  Linear,
  Module,
  OptionError,
  passBy,
  RandomGenerator,
  reshape,
  ShapeError,
  scaledDotProductAttention,
  showShape,
  slice,
  type Tensor,
  transpose,
  weightedValues,
} from '@heed/core';
import type { KeyValueCache } from './caches/key-value-cache.ts';
import { causalMask, combineMasks } from './masks/masks.ts';

/** Sizes and switches of {@link MultiHeadAttention}. */
export interface MultiHeadAttentionOptions {
  /** Add biases to the four projections; true by default. */
  readonly bias?: boolean;
  /** Number of key and value heads, each serving `heads / keyValueHeads` query heads; `heads` by default. */
  readonly keyValueHeads?: number;
  /** Probability of dropping an attention weight in training; 0 by default. */
  readonly dropout?: number;
  /** Source of the dropout's randomness. */
  readonly generator?: RandomGenerator;
}

/** What one call attends to. */
export interface AttendOptions {
  /** States to attend to, [batch, keys, width]: cross-attention. Without it, queries attend to themselves. */
  readonly memory?: Tensor;
  /** Boolean [batch|1, heads|1, queries|1, keys], true = attend. */
  readonly mask?: Tensor | undefined;
  /** Attend to no later position (lower right). */
  readonly causal?: boolean;
  /** Keys and values of earlier calls. Self-attention adds to it; cross-attention fills it once. */
  readonly cache?: KeyValueCache | undefined;
}

/**
 * Multi-head attention (Vaswani et al. 2017, §3.2.2): `concat(head₁ … head_h) W_O` with
 * `headᵢ = softmax(QᵢKᵢᵀ / √d) Vᵢ`; with fewer key heads it is grouped-query attention (Ainslie et al. 2023).
 * [batch, queries, width] → [batch, queries, width].
 *
 * Observers can ask for `weights`: [batch, heads, queries, keys], the distribution before dropout.
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
export class MultiHeadAttention extends Module {
  readonly qProj: Linear;
  readonly kProj: Linear;
  readonly vProj: Linear;
  readonly outProj: Linear;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly headDimension: number;
  readonly #dropout: number;
  readonly #generator: RandomGenerator;

  constructor(width: number, heads: number, options: MultiHeadAttentionOptions = {}) {
    super();
    checkOptions('MultiHeadAttention', options, ['bias', 'keyValueHeads', 'dropout', 'generator']);
    const { bias = true, keyValueHeads = heads } = options;
    if (width % heads !== 0) {
      throw new OptionError(`MultiHeadAttention: width ${width} does not divide into ${heads} heads`);
    }
    if (heads % keyValueHeads !== 0) {
      throw new OptionError(`MultiHeadAttention: ${heads} heads do not divide into ${keyValueHeads} groups`);
    }
    this.heads = heads;
    this.keyValueHeads = keyValueHeads;
    this.headDimension = width / heads;
    this.#dropout = options.dropout ?? 0;
    this.#generator = options.generator ?? new RandomGenerator(0);
    this.qProj = new Linear(width, width, { bias });
    this.kProj = new Linear(width, keyValueHeads * this.headDimension, { bias });
    this.vProj = new Linear(width, keyValueHeads * this.headDimension, { bias });
    this.outProj = new Linear(width, width, { bias });
  }

  override get observationPoints(): readonly string[] {
    return ['weights'];
  }

  override forward(states: Tensor, options: AttendOptions = {}): Tensor {
    checkOptions('MultiHeadAttention.forward', options, ['memory', 'mask', 'causal', 'cache']);
    if (states.rank !== 3) {
      throw new ShapeError(
        `MultiHeadAttention: states must be [batch, length, width], got ${showShape(states.shape)}`,
      );
    }
    const queries = this.#split(this.qProj.forward(states), this.heads);
    const { keys, values, length } = this.#keysAndValues(states, options);
    const context = this.#attend(queries, keys, values, {
      mask: options.mask,
      causal: options.causal ?? false,
      keyLength: length,
    });
    return this.outProj.forward(this.#join(context));
  }

  #keysAndValues(states: Tensor, options: AttendOptions): { keys: Tensor; values: Tensor; length: number } {
    const { cache, memory } = options;
    if (memory !== undefined && cache?.contents !== undefined) return cache.contents;
    const source = memory ?? states;
    const keys = this.#split(this.kProj.forward(source), this.keyValueHeads);
    const values = this.#split(this.vProj.forward(source), this.keyValueHeads);
    return cache === undefined ? { keys, values, length: keys.shape[2] ?? 0 } : cache.append(keys, values);
  }

  #attend(
    queries: Tensor,
    keys: Tensor,
    values: Tensor,
    options: { mask: Tensor | undefined; causal: boolean; keyLength: number },
  ): Tensor {
    const { mask, causal, keyLength } = options;
    const given = { causal, keyLength, ...(mask === undefined ? {} : { mask }) };
    const dropping = this.training && this.#dropout > 0;
    if (!dropping && !isObserved(this, 'weights'))
      return scaledDotProductAttention(queries, keys, values, given);
    const weights = attentionWeights(queries, keys, given);
    const seen = passBy(this, 'weights', weights);
    if (seen === weights && !dropping) return scaledDotProductAttention(queries, keys, values, given);
    const kept = dropout(seen, { rate: this.#dropout, generator: this.#generator, training: this.training });
    const ahead = causal ? causalMask(queries.shape[2] ?? 0, keyLength) : undefined;
    const present = slice(values, { axis: 2, end: keyLength });
    return weightedValues(kept, present, combineMasks(mask, ahead));
  }

  /** [batch, length, heads · headDimension] → [batch, heads, length, headDimension] */
  #split(x: Tensor, heads: number): Tensor {
    const [batch = 0, length = 0] = x.shape;
    return transpose(reshape(x, [batch, length, heads, this.headDimension]), [0, 2, 1, 3]);
  }

  /** [batch, heads, length, headDimension] → [batch, length, width] */
  #join(x: Tensor): Tensor {
    const [batch = 0, heads = 0, length = 0, dimension = 0] = x.shape;
    return reshape(transpose(x, [0, 2, 1, 3]), [batch, length, heads * dimension]);
  }
}
