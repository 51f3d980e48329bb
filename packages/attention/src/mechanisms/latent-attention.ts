import {
  attentionWeights,
  broadcastTo,
  checkKind,
  checkOptions,
  checkWhole,
  concat,
  isObserved,
  Linear,
  Module,
  matmul,
  OptionError,
  passBy,
  RMSNorm,
  reshape,
  ShapeError,
  scaledDotProductAttention,
  showShape,
  slice,
  squeeze,
  type Tensor,
  weightedValues,
} from '@heed/core';
import type { AttentionCache, CachedKeysValues } from '../caches/attention-cache.ts';
import { joinHeads, splitHeads } from '../heads/split-heads.ts';
import { visibleKeys } from '../masks/visible-keys.ts';
import type { PositionScheme, Positions } from '../positions/position-scheme.ts';

/** Sizes and switches of {@link LatentAttention}. */
export interface LatentAttentionOptions {
  /** Width of the latent that stands for a token's keys and values (`kv_lora_rank`). */
  readonly keyValueRank: number;
  /** Width of a head's queries and keys that carry content (`qk_nope_head_dim`). */
  readonly headDimension: number;
  /** Width of those that carry positions (`qk_rope_head_dim`); their key is shared by all heads. */
  readonly rotaryDimension: number;
  /** Width of a head's values (`v_head_dim`); `headDimension` by default. */
  readonly valueDimension?: number;
  /** Width of the latent that queries are made from (`q_lora_rank`); without it they are made from the states. */
  readonly queryRank?: number | undefined;
  /** Turns the rotary part; DeepSeek's is `RotaryPositions(rotaryDimension, { pairs: 'neighbours' })`. */
  readonly positions?: PositionScheme;
  /** Add biases to `qAProj`, `kvAProjWithMqa` and `oProj`; false by default. */
  readonly bias?: boolean;
  /** Factor of the scores; 1/√(headDimension + rotaryDimension) by default. */
  readonly scale?: number;
}

/** What one call attends to: always the states themselves. */
export interface LatentAttendOptions {
  /** Boolean [batch|1, heads|1, queries|1, keys], true = attend. */
  readonly mask?: Tensor | undefined;
  /** Attend to no later position (lower right). */
  readonly causal?: boolean;
  /** Latents of earlier calls: a `LatentCache`, or any cache that holds all tokens in order. */
  readonly cache?: AttentionCache | undefined;
  /** int32 [batch|1, queries]: where the states stand, if not one after another behind what the cache has seen. */
  readonly positionIds?: Tensor | undefined;
  /** Run on the latents themselves; by default where the cache holds earlier tokens. Both ways give the same. */
  readonly absorbed?: boolean;
}

const optionNames = [
  'keyValueRank',
  'headDimension',
  'rotaryDimension',
  'valueDimension',
  'queryRank',
  'positions',
  'bias',
  'scale',
] as const;
const attendNames = ['mask', 'causal', 'cache', 'positionIds', 'absorbed'] as const;

/**
 * Multi-head latent attention (DeepSeek-V2, 2024, §2.1): a token's keys and values of all heads are compressed into
 * one latent, `c = norm(W_DKV h)`, and made from it, `kᵢ = [W_UKᵢ c, R k_R]`, `vᵢ = W_UVᵢ c`; the rotary part `k_R` is
 * one for all heads. A cache holds c and k_R alone. [batch, queries, width] → [batch, queries, width].
 *
 * Decoding need not make keys and values at all: since `qᵀ (W_UK c) = (W_UKᵀ q)ᵀ c` and `Σ w W_UV c = W_UV Σ w c`,
 * the *absorbed* form folds W_UK into the queries and W_UV into the output, and attention runs on the latents, as on
 * one key head for all query heads.
 *
 * Fields have the names of DeepSeek's checkpoints. Observers can ask for `latents` ([batch, 1, length, rank +
 * rotaryDimension]), `weights` ([batch, heads, queries, keys]) and `context`, what each head read ([batch, heads,
 * queries, valueDimension]).
 *
 * @throws {OptionError} for sizes that are not whole numbers from 1, a scheme of positions that does not rotate, and a
 * cache that forgets or reorders its tokens.
 *
 * @example
 * ```ts
 * import { LatentAttention, RotaryPositions } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const positions = new RotaryPositions(2, { pairs: 'neighbours' });
 * const sizes = { queryRank: 5, keyValueRank: 3, headDimension: 4, rotaryDimension: 2 };
 * const attention = new LatentAttention(8, 2, { ...sizes, positions }).initialize(generator);
 * console.log(attention.forward(generator.normal([1, 5, 8]), { causal: true }).shape); // [1, 5, 8]
 * ```
 */
export class LatentAttention extends Module {
  readonly qProj: Linear | undefined;
  readonly qAProj: Linear | undefined;
  readonly qALayernorm: RMSNorm | undefined;
  readonly qBProj: Linear | undefined;
  readonly kvAProjWithMqa: Linear;
  readonly kvALayernorm: RMSNorm;
  readonly kvBProj: Linear;
  readonly oProj: Linear;
  readonly heads: number;
  readonly keyValueRank: number;
  readonly headDimension: number;
  readonly rotaryDimension: number;
  readonly valueDimension: number;
  readonly scale: number;
  readonly positions: PositionScheme | undefined;

  constructor(width: number, heads: number, options: LatentAttentionOptions) {
    super();
    checkOptions('LatentAttention', options, optionNames);
    const { keyValueRank, headDimension, rotaryDimension, queryRank, bias = false, positions } = options;
    const { valueDimension = headDimension, scale = 1 / Math.sqrt(headDimension + rotaryDimension) } =
      options;
    const sizes = { width, heads, keyValueRank, headDimension, rotaryDimension, valueDimension };
    const all = { ...sizes, ...(queryRank !== undefined && { queryRank }) };
    for (const [name, size] of Object.entries(all)) checkWhole(`LatentAttention: ${name}`, size);
    if (positions !== undefined && positions.rotate === undefined) {
      throw new OptionError(
        'LatentAttention: positions must rotate queries and keys, as RotaryPositions does',
      );
    }
    this.heads = heads;
    this.keyValueRank = keyValueRank;
    this.headDimension = headDimension;
    this.rotaryDimension = rotaryDimension;
    this.valueDimension = valueDimension;
    this.scale = scale;
    this.positions = positions;
    const queryWidth = heads * (headDimension + rotaryDimension);
    if (queryRank === undefined) {
      this.qProj = new Linear(width, queryWidth, { bias: false });
    } else {
      this.qAProj = new Linear(width, queryRank, { bias });
      this.qALayernorm = new RMSNorm(queryRank);
      this.qBProj = new Linear(queryRank, queryWidth, { bias: false });
    }
    this.kvAProjWithMqa = new Linear(width, keyValueRank + rotaryDimension, { bias });
    this.kvALayernorm = new RMSNorm(keyValueRank);
    this.kvBProj = new Linear(keyValueRank, heads * (headDimension + valueDimension), { bias: false });
    this.oProj = new Linear(heads * valueDimension, width, { bias });
  }

  override get observationPoints(): readonly string[] {
    return ['latents', 'weights', 'context'];
  }

  override forward(states: Tensor, options: LatentAttendOptions = {}): Tensor {
    checkOptions('LatentAttention.forward', options, attendNames);
    if (states.rank !== 3) {
      throw new ShapeError(
        `LatentAttention: states must be [batch, length, width], got ${showShape(states.shape)}`,
      );
    }
    const { cache } = options;
    const positions = options.positionIds ?? cache?.position ?? 0;
    const { absorbed = cache !== undefined && cache.length > 0 } = options;
    const queries = this.#queries(states, positions);
    const latents = passBy(this, 'latents', this.#latents(states, positions));
    const fresh: CachedKeysValues = { keys: latents, values: latents, length: latents.shape[2] ?? 0 };
    if (cache !== undefined) checkKind('LatentAttention: cache', cache, 'a cache');
    const held = cache?.append(latents, latents) ?? fresh;
    if (held.positions !== undefined) {
      throw new OptionError('LatentAttention: the cache must hold all tokens, in order; this one may not');
    }
    const attend = absorbed ? this.#attendToLatents : this.#attendToHeads;
    const context = attend.call(this, queries, held.keys, held.length, options);
    return this.oProj.forward(joinHeads(passBy(this, 'context', context)));
  }

  /** [batch, heads, L, headDimension + rotaryDimension], the last part turned. */
  #queries(states: Tensor, positions: Positions): Tensor {
    // One projection, or down, norm and up.
    const layers = [this.qProj, this.qAProj, this.qALayernorm, this.qBProj];
    const projected = layers.reduce((x, layer) => layer?.forward(x) ?? x, states);
    const [content, rotary] = cut(splitHeads(projected, this.heads), this.headDimension);
    return concat([content, this.#rotate(rotary, positions)], { axis: 3 });
  }

  /** What the cache keeps, [batch, 1, L, keyValueRank + rotaryDimension]. */
  #latents(states: Tensor, positions: Positions): Tensor {
    const [latents, rotary] = cut(splitHeads(this.kvAProjWithMqa.forward(states), 1), this.keyValueRank);
    return concat([this.kvALayernorm.forward(latents), this.#rotate(rotary, positions)], { axis: 3 });
  }

  #rotate(x: Tensor, positions: Positions): Tensor {
    return this.positions?.rotate?.(x, positions) ?? x;
  }

  /** The expanded form: keys and values of each head are made from the latents. */
  #attendToHeads(queries: Tensor, latents: Tensor, length: number, options: LatentAttendOptions): Tensor {
    const present = slice(latents, { axis: 2, end: length });
    const [compressed, rotary] = cut(present, this.keyValueRank);
    const expanded = splitHeads(this.kvBProj.forward(squeeze(compressed, { axis: 1 })), this.heads);
    const [content, values] = cut(expanded, this.headDimension);
    const shared = broadcastTo(rotary, [...content.shape.slice(0, 3), this.rotaryDimension]);
    return this.#attend(queries, concat([content, shared], { axis: 3 }), values, length, options);
  }

  /** The absorbed form: W_UK goes into the queries, W_UV behind the attention. */
  #attendToLatents(queries: Tensor, latents: Tensor, length: number, options: LatentAttendOptions): Tensor {
    const rows = [this.heads, this.headDimension + this.valueDimension, this.keyValueRank];
    const weights = reshape(this.kvBProj.weight, rows);
    const forKeys = slice(weights, { axis: 1, end: this.headDimension });
    const forValues = slice(weights, { axis: 1, start: this.headDimension });
    const [content, rotary] = cut(queries, this.headDimension);
    const absorbed = concat([matmul(content, forKeys), rotary], { axis: 3 });
    // The latents are the values too: what is read of the rotary part is cut off, which spares a copy of the rest.
    const read = this.#attend(absorbed, latents, latents, length, options);
    const [compressed] = cut(read, this.keyValueRank);
    return matmul(compressed, forValues, { transposeB: true });
  }

  #attend(
    queries: Tensor,
    keys: Tensor,
    values: Tensor,
    length: number,
    options: LatentAttendOptions,
  ): Tensor {
    const { mask, causal = false } = options;
    const given = { causal, mask, scale: this.scale, keyLength: length };
    const context = (): Tensor => scaledDotProductAttention(queries, keys, values, given);
    if (!isObserved(this, 'weights')) return context();

    const weights = attentionWeights(queries, keys, given);
    const seen = passBy(this, 'weights', weights);
    if (seen === weights) return context();
    return weightedValues(seen, slice(values, { axis: 2, end: length }), visibleKeys(queries, length, given));
  }
}

/** The first `width` numbers of each row, and the rest. */
function cut(x: Tensor, width: number): [Tensor, Tensor] {
  return [slice(x, { axis: 3, end: width }), slice(x, { axis: 3, start: width })];
}
