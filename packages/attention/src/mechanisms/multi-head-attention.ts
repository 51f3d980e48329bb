import {
  checkOptions,
  dropout,
  isObserved,
  Linear,
  Module,
  OptionError,
  passBy,
  RandomGenerator,
  RMSNorm,
  ShapeError,
  scaledDotProductAttention,
  showShape,
  slice,
  type Tensor,
  to,
  weightedValues,
} from '@heed/core';
import type { AttentionCache, CachedKeysValues } from '../caches/attention-cache.ts';
import { joinHeads, splitHeads } from '../heads/split-heads.ts';
import { consecutive, maskFrom } from '../masks/mask-from.ts';
import { combineMasks } from '../masks/masks.ts';
import { type Normalizer, normalizeScores } from '../normalizers/normalizer.ts';
import { softmaxNormalizer } from '../normalizers/softmax.ts';
import type { PositionScheme } from '../positions/position-scheme.ts';
import { biasedScores } from '../scores/biased.ts';
import { dotProductScores } from '../scores/dot-product.ts';

/** Sizes and switches of {@link MultiHeadAttention}. */
export interface MultiHeadAttentionOptions {
  /** Add biases to the four projections; true by default. */
  readonly bias?: boolean;
  /** Number of key and value heads, each serving `heads / keyValueHeads` query heads; `heads` by default. */
  readonly keyValueHeads?: number;
  /** Width of a head; `width / heads` by default. */
  readonly headDimension?: number;
  /** Width of the states that cross-attention reads; `width` by default. */
  readonly memoryWidth?: number;
  /** Attend to keys less than this far away only: sliding window (Beltagy et al. 2020). */
  readonly window?: number;
  /** How the order of tokens is known: RoPE, ALiBi, relative bias. Modules may share one. */
  readonly positions?: PositionScheme;
  /** Normalise each query and key (RMSNorm over the head) before positions (Henry et al. 2020). */
  readonly queryKeyNorm?: boolean;
  /** From scores to weights; softmax by default. */
  readonly normalizer?: Normalizer;
  /** Probability of dropping an attention weight in training; 0 by default. */
  readonly dropout?: number;
  /** Source of the dropout's randomness. */
  readonly generator?: RandomGenerator;
}

/** What one call attends to. */
export interface AttendOptions {
  /** States to attend to, [batch, keys, memoryWidth]: cross-attention. Without it, queries attend to themselves. */
  readonly memory?: Tensor;
  /** Boolean [batch|1, heads|1, queries|1, keys], true = attend. */
  readonly mask?: Tensor | undefined;
  /** Attend to no later position (lower right). */
  readonly causal?: boolean;
  /** Keys and values of earlier calls. Self-attention adds to it; cross-attention fills it once. */
  readonly cache?: AttentionCache | undefined;
  /** int32 [batch|1, queries]: where the states stand, if not one after another behind what the cache has seen. */
  readonly positionIds?: Tensor | undefined;
}

const optionNames = [
  'bias',
  'keyValueHeads',
  'headDimension',
  'memoryWidth',
  'window',
  'positions',
  'queryKeyNorm',
  'normalizer',
  'dropout',
  'generator',
] as const;

/**
 * Multi-head attention (Vaswani et al. 2017, §3.2.2): `concat(head₁ … head_h) W_O` with
 * `headᵢ = softmax(QᵢKᵢᵀ / √d) Vᵢ`; with fewer key heads it is grouped-query attention (Ainslie et al. 2023), with
 * one multi-query attention (Shazeer 2019). [batch, queries, width] → [batch, queries, width].
 *
 * Observers can ask for `queries`, `keys` and `values` as they meet ([batch, heads, length, headDimension]),
 * `scores` before the normaliser and `weights` after it, before dropout ([batch, heads, queries, keys]), and
 * `context`, what each head read ([batch, heads, queries, headDimension]).
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
  readonly qNorm: RMSNorm | undefined;
  readonly kNorm: RMSNorm | undefined;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly headDimension: number;
  readonly window: number | undefined;
  readonly positions: PositionScheme | undefined;
  readonly normalizer: Normalizer | undefined;
  readonly #dropout: number;
  readonly #generator: RandomGenerator;

  constructor(width: number, heads: number, options: MultiHeadAttentionOptions = {}) {
    super();
    checkOptions('MultiHeadAttention', options, optionNames);
    const {
      bias = true,
      keyValueHeads = heads,
      headDimension = width / heads,
      memoryWidth = width,
    } = options;
    checkHeads(width, heads, keyValueHeads, headDimension);
    this.heads = heads;
    this.keyValueHeads = keyValueHeads;
    this.headDimension = headDimension;
    this.window = checkWindow('MultiHeadAttention', options.window);
    this.positions = options.positions;
    this.normalizer = options.normalizer;
    this.#dropout = options.dropout ?? 0;
    this.#generator = options.generator ?? new RandomGenerator(0);
    this.qProj = new Linear(width, heads * headDimension, { bias });
    this.kProj = new Linear(memoryWidth, keyValueHeads * headDimension, { bias });
    this.vProj = new Linear(memoryWidth, keyValueHeads * headDimension, { bias });
    this.outProj = new Linear(heads * headDimension, width, { bias });
    this.qNorm = options.queryKeyNorm ? new RMSNorm(headDimension) : undefined;
    this.kNorm = options.queryKeyNorm ? new RMSNorm(headDimension) : undefined;
  }

  override get observationPoints(): readonly string[] {
    return ['queries', 'keys', 'values', 'scores', 'weights', 'context'];
  }

  override forward(states: Tensor, options: AttendOptions = {}): Tensor {
    checkOptions('MultiHeadAttention.forward', options, ['memory', 'mask', 'causal', 'cache', 'positionIds']);
    if (states.rank !== 3) {
      throw new ShapeError(
        `MultiHeadAttention: states must be [batch, length, width], got ${showShape(states.shape)}`,
      );
    }
    if (options.memory !== undefined && (this.positions ?? this.window) !== undefined) {
      throw new OptionError(
        'MultiHeadAttention: positions and window belong to self-attention, and this call has a memory',
      );
    }
    const positions = options.positionIds ?? options.cache?.position ?? 0;
    const rotate = (x: Tensor): Tensor => this.positions?.rotate?.(x, positions) ?? x;
    const split = splitHeads(this.qProj.forward(states), this.heads);
    const queries = passBy(this, 'queries', rotate(this.qNorm?.forward(split) ?? split));
    const held = this.#keysAndValues(states, options, rotate);
    const context = passBy(this, 'context', this.#attend(queries, held, options));
    return this.outProj.forward(joinHeads(context));
  }

  #keysAndValues(states: Tensor, options: AttendOptions, rotate: (x: Tensor) => Tensor): CachedKeysValues {
    const { cache, memory } = options;
    if (memory !== undefined && cache?.contents !== undefined) return cache.contents;
    const source = memory ?? states;
    const split = splitHeads(this.kProj.forward(source), this.keyValueHeads);
    const keys = passBy(this, 'keys', rotate(this.kNorm?.forward(split) ?? split));
    const values = passBy(this, 'values', splitHeads(this.vProj.forward(source), this.keyValueHeads));
    return cache === undefined ? { keys, values, length: keys.shape[2] ?? 0 } : cache.append(keys, values);
  }

  #attend(queries: Tensor, held: CachedKeysValues, options: AttendOptions): Tensor {
    const { keys, values, length } = held;
    const { mask, causal, bias } = this.#placed(queries, held, options);
    const given = { causal, keyLength: length, ...(mask && { mask }), ...(bias && { bias }) };
    const fused = (): Tensor => scaledDotProductAttention(queries, keys, values, given);
    const dropping = this.training && this.#dropout > 0;
    const plain = this.normalizer === undefined && !dropping;
    if (plain && !isObserved(this, 'scores') && !isObserved(this, 'weights')) return fused();

    const present = (x: Tensor): Tensor => slice(x, { axis: 2, end: length });
    const scores = biasedScores(dotProductScores(queries, present(keys)), bias);
    const seenScores = passBy(this, 'scores', scores);
    const ahead = causal ? this.#mask(queries, held, true) : undefined;
    const visible = combineMasks(mask, ahead);
    const weights = normalizeScores(this.normalizer ?? softmaxNormalizer, seenScores, visible);
    const seenWeights = passBy(this, 'weights', weights);
    // Nobody changed anything: what the kernel gives is what counts.
    if (plain && seenScores === scores && seenWeights === weights) return fused();
    const kept = dropout(seenWeights, {
      rate: this.#dropout,
      generator: this.#generator,
      training: this.training,
    });
    return weightedValues(kept, present(values), visible);
  }

  /** What the places of queries and keys mean: mask and bias, or `causal` where the kernel knows the mask itself. */
  #placed(
    queries: Tensor,
    held: CachedKeysValues,
    { mask, causal = false }: AttendOptions,
  ): { mask: Tensor | undefined; causal: boolean; bias: Tensor | undefined } {
    const [rows, columns] = standing(queries, held);
    const bias = this.positions?.bias?.(rows, columns, queries);
    const plainOrder = this.window === undefined && held.positions === undefined;
    if (plainOrder || (!causal && this.window === undefined)) return { mask, causal, bias };
    return { mask: combineMasks(mask, this.#mask(queries, held, causal)), causal: false, bias };
  }

  #mask(queries: Tensor, held: CachedKeysValues, causal: boolean): Tensor {
    const window = this.window ?? Number.POSITIVE_INFINITY;
    const visible = (query: number, key: number): boolean =>
      Math.abs(query - key) < window && (!causal || key <= query);
    return to(maskFrom(visible, ...standing(queries, held)), queries.backend);
  }
}

/** Positions of queries and keys: the queries are the last ones. */
function standing(queries: Tensor, { length, positions }: CachedKeysValues): [number[], number[]] {
  const count = queries.shape[2] ?? 0;
  if (positions === undefined) return [consecutive(length - count, count), consecutive(0, length)];
  const last = positions.reduce((largest, position) => Math.max(largest, position), -1);
  return [consecutive(last + 1 - count, count), [...positions]];
}

function checkHeads(width: number, heads: number, keyValueHeads: number, headDimension: number): void {
  if (!Number.isInteger(heads) || heads < 1) {
    throw new OptionError(`MultiHeadAttention: heads must be a whole number from 1, got ${heads}`);
  }
  if (!Number.isInteger(headDimension) || headDimension < 1) {
    throw new OptionError(`MultiHeadAttention: width ${width} does not divide into ${heads} heads`);
  }
  if (!Number.isInteger(heads / keyValueHeads)) {
    throw new OptionError(`MultiHeadAttention: ${heads} heads do not divide into ${keyValueHeads} groups`);
  }
}

/** A window is a whole number from 1, or none. */
export function checkWindow(name: string, window: number | undefined): number | undefined {
  if (window !== undefined && !(Number.isInteger(window) && window >= 1)) {
    throw new OptionError(`${name}: window must be a whole number from 1, got ${window}`);
  }
  return window;
}
