import {
  add,
  broadcastTo,
  checkKind,
  checkOptions,
  checkWhole,
  concat,
  type Initializer,
  Module,
  normalInitializer,
  OptionError,
  Parameter,
  pad,
  slice,
  type Tensor,
} from '@heed/core';
import type { AttentionCache, CachedKeysValues } from '../caches/attention-cache.ts';
import type { Attention } from './attention.ts';
import type { AttendOptions } from './attention-options.ts';

/** An attention whose heads are known, such as `MultiHeadAttention`. */
export type HeadedAttention = Attention & {
  readonly keyValueHeads: number;
  readonly headDimension: number;
};

/** Options of {@link PrefixAttention}. */
export interface PrefixAttentionOptions {
  /** Initialiser of the prefixes; normal with deviation 0.02 by default. */
  readonly initializer?: Initializer;
}

/**
 * Prefix tuning (Li and Liang 2021): an attention with learned keys and values in front of the real ones, which every
 * query sees, whatever the mask: `headᵢ = attend(Qᵢ, [P_K; Kᵢ], [P_V; Vᵢ])`. Usually the attention itself is frozen
 * and the prefixes alone are trained. Called like the attention inside: [batch, queries, width] → the same shape.
 *
 * Real tokens keep their positions, with and without a cache, and the cache holds them alone. Schemes that add to the
 * scores by distance see the prefix as if it stood right before the first token. What observers can ask for stands at
 * the attention inside, under `attention`; its keys are then longer by the prefix.
 *
 * @throws {OptionError} for a length that is not a whole number from 1, and an attention with a window, which would
 * lose sight of the prefix.
 *
 * @example
 * ```ts
 * import { MultiHeadAttention, PrefixAttention } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const attention = new MultiHeadAttention(8, 2).initialize(generator).freeze();
 * const tuned = new PrefixAttention(attention, 3);
 * tuned.prefixKeys.initialize(generator);
 * tuned.prefixValues.initialize(generator);
 * console.log(tuned.forward(generator.normal([1, 5, 8]), { causal: true }).shape); // [1, 5, 8]
 * console.log(tuned.parameterCount({ trainableOnly: true })); // 48
 * ```
 */
export class PrefixAttention extends Module {
  readonly attention: HeadedAttention;
  /** [keyValueHeads, length, headDimension] */
  readonly prefixKeys: Parameter;
  /** [keyValueHeads, length, headDimension] */
  readonly prefixValues: Parameter;
  readonly length: number;

  constructor(attention: HeadedAttention, length: number, options: PrefixAttentionOptions = {}) {
    super();
    checkOptions('PrefixAttention', options, ['initializer']);
    checkKind('PrefixAttention: attention', attention, 'a layer');
    const { initializer = normalInitializer(0.02) } = options;
    if (attention.window !== undefined) {
      throw new OptionError(
        `PrefixAttention: a prefix is seen from everywhere, and the attention has a window of ${attention.window}`,
      );
    }
    this.attention = attention;
    this.length = checkWhole('PrefixAttention: length', length);
    const shape = [attention.keyValueHeads, length, attention.headDimension];
    this.prefixKeys = new Parameter(shape, initializer);
    this.prefixValues = new Parameter(shape, initializer);
  }

  override forward(states: Tensor, options: AttendOptions = {}): Tensor {
    const { residual, ...own } = options;
    // Observers of the attention inside want its own output.
    const read = this.#read(states, own);
    return residual === undefined ? read : add(residual, read);
  }

  #read(states: Tensor, options: AttendOptions): Tensor {
    const { mask, cache } = options;
    const prefix = {
      keys: this.#forBatch(this.prefixKeys, states),
      values: this.#forBatch(this.prefixValues, states),
    };
    return this.attention.forward(states, {
      ...options,
      cache: new PrefixedCache(prefix, cache),
      ...(mask && { mask: this.#widened(mask) }),
    });
  }

  /** One prefix for all rows: [batch, keyValueHeads, length, headDimension]. */
  #forBatch({ value }: Parameter, states: Tensor): Tensor {
    return broadcastTo(value, [states.shape[0] ?? 0, ...value.shape]);
  }

  /** The mask of the real keys, with true for the prefix in front. */
  #widened(mask: Tensor): Tensor {
    if (mask.rank !== 4) return mask;
    return pad(mask, { axis: 3, before: this.length, value: mask.dtype === 'bool' ? 1 : 0 });
  }
}

/** Prefixes for the rows of a batch. */
interface Prefix {
  readonly keys: Tensor;
  readonly values: Tensor;
}

/** What a cache holds, or what one call brings, with the prefix in front. The cache inside never sees the prefix. */
class PrefixedCache implements AttentionCache {
  readonly #prefix: Prefix;
  readonly #cache: AttentionCache | undefined;

  constructor(prefix: Prefix, cache: AttentionCache | undefined) {
    this.#prefix = prefix;
    this.#cache = cache;
  }

  get length(): number {
    return this.#cache?.length ?? 0;
  }

  get position(): number {
    return this.#cache?.position ?? 0;
  }

  get contents(): CachedKeysValues | undefined {
    const held = this.#cache?.contents;
    return held && this.#prefixed(held);
  }

  append(keys: Tensor, values: Tensor): CachedKeysValues {
    return this.#prefixed(this.#cache?.append(keys, values) ?? { keys, values, length: keys.shape[2] ?? 0 });
  }

  #prefixed({ keys, values, length, positions }: CachedKeysValues): CachedKeysValues {
    if (positions !== undefined) {
      throw new OptionError('PrefixAttention: the cache must hold all tokens, in order; this one may not');
    }
    const join = (front: Tensor, own: Tensor): Tensor =>
      concat([front, slice(own, { axis: 2, end: length })], { axis: 2 });
    const all = { keys: join(this.#prefix.keys, keys), values: join(this.#prefix.values, values) };
    return { ...all, length: all.keys.shape[2] ?? 0 };
  }

  truncate(length: number): void {
    this.#cache?.truncate(length);
  }

  reorder(rows: Tensor): void {
    this.#cache?.reorder(rows);
  }

  clone(): AttentionCache {
    return new PrefixedCache(this.#prefix, this.#cache?.clone());
  }

  dispose(): void {
    this.#cache?.dispose();
  }
}
