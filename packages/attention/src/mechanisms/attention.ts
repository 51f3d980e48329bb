import {
  add,
  checkOptions,
  checkWhole,
  Dropout,
  gather,
  isObserved,
  Module,
  OptionError,
  passBy,
  type RandomGenerator,
  ShapeError,
  scaledDotProductAttention,
  showShape,
  slice,
  type Tensor,
  tensor,
  to,
} from '@heed/core';
import type { AttentionCache, CachedKeysValues } from '../caches/attention-cache.ts';
import { joinHeads } from '../heads/split-heads.ts';
import { causalMaskFunction } from '../masks/causal.ts';
import { combineMasks } from '../masks/combine-masks.ts';
import { consecutive, maskFrom } from '../masks/mask-from.ts';
import { slidingWindowMaskFunction } from '../masks/sliding-window.ts';
import type { Normalizer } from '../normalizers/normalizer.ts';
import { softmaxNormalizer } from '../normalizers/softmax.ts';
import type { PositionScheme } from '../positions/position-scheme.ts';
import { dotProductScores } from '../scores/dot-product.ts';
import { readByScores } from './read-by-scores.ts';
import { slidingWindowAttention } from './sliding-window-attention.ts';

/** What happens between the projections of an attention; the same for all that share {@link Attention}. */
export interface MechanismOptions {
  /** Attend to keys less than this far away only: sliding window (Beltagy et al. 2020). */
  readonly window?: number | undefined;
  /** How the order of tokens is known: RoPE, ALiBi, relative bias. Modules may share one. */
  readonly positions?: PositionScheme | undefined;
  /** From scores to weights; softmax by default. */
  readonly normalizer?: Normalizer | undefined;
  /** Factor of the scores; 1/√headDimension by default. */
  readonly scale?: number | undefined;
  /** Probability of dropping an attention weight in training; 0 by default. */
  readonly dropout?: number | undefined;
  /** Source of the dropout's randomness. */
  readonly generator?: RandomGenerator | undefined;
}

/** The names of {@link MechanismOptions}, for `checkOptions`. */
export const mechanismOptionNames = [
  'window',
  'positions',
  'normalizer',
  'scale',
  'dropout',
  'generator',
] as const;

/** What one call attends to. */
export interface AttendOptions {
  /** States to attend to, [batch, keys, memoryWidth]: cross-attention. Without it, queries attend to themselves. */
  readonly memory?: Tensor | undefined;
  /** Boolean [batch|1, heads|1, queries|1, keys], true = attend; with a cache, keys are all positions seen. */
  readonly mask?: Tensor | undefined;
  /** Attend to no later position (lower right). */
  readonly causal?: boolean;
  /** Keys and values of earlier calls. Self-attention adds to it; cross-attention fills it once. */
  readonly cache?: AttentionCache | undefined;
  /** int32 [batch|1, queries]: where the states stand, if not one after another behind what the cache has seen. */
  readonly positionIds?: Tensor | undefined;
  /** States that the result is added to, which an output projection does as it goes; [batch, length, width]. */
  readonly residual?: Tensor | undefined;
}

const attendOptionNames = ['memory', 'mask', 'causal', 'cache', 'positionIds', 'residual'];

/** What an attention makes of its input: [batch, heads, length, headDimension] each. */
export interface Projected {
  readonly queries: Tensor;
  /** Absent where the cache holds the keys and values of the memory already. */
  readonly keysAndValues?: { readonly keys: Tensor; readonly values: Tensor } | undefined;
}

/**
 * What attention modules share, whatever their projections are called: positions, cache, mask, scores, normaliser,
 * dropout and observers. A subclass says how states become queries, keys and values, and what becomes of the heads.
 *
 * Observers can ask for `queries`, `keys` and `values` as they meet ([batch, heads, length, headDimension]),
 * `scores` before the normaliser and `weights` after it, before dropout ([batch, heads, queries, keys]), and
 * `context`, what each head read ([batch, heads, queries, headDimension]).
 *
 * @example
 * ```ts
 * import { Attention, type Projected, splitHeads } from '@heed/attention';
 * import { Linear, RandomGenerator, type Tensor } from '@heed/core';
 * // One projection for queries, keys and values alike (Kitaev et al. 2020 share queries and keys).
 * class SharedAttention extends Attention {
 *   readonly proj = new Linear(8, 8);
 *   protected override project(states: Tensor): Projected {
 *     const heads = splitHeads(this.proj.forward(states), 2);
 *     return { queries: heads, keysAndValues: { keys: heads, values: heads } };
 *   }
 * }
 * const attention = new SharedAttention().initialize(new RandomGenerator(0));
 * console.log(attention.forward(new RandomGenerator(1).normal([1, 5, 8])).shape); // [1, 5, 8]
 * ```
 */
export abstract class Attention extends Module {
  readonly window: number | undefined;
  readonly positions: PositionScheme | undefined;
  readonly normalizer: Normalizer | undefined;
  readonly scale: number | undefined;
  readonly dropout: Dropout;

  constructor(options: MechanismOptions = {}) {
    super();
    const { window } = options;
    this.window = window === undefined ? undefined : checkWhole(`${this.constructor.name}: window`, window);
    this.positions = options.positions;
    this.normalizer = options.normalizer;
    this.scale = options.scale;
    this.dropout = new Dropout(options.dropout ?? 0, options.generator);
  }

  /**
   * Queries, keys and values of one call.
   *
   * @param states [batch, length, width]
   * @param source What keys and values are made of: the states, or a memory; undefined where a cache holds them.
   */
  protected abstract project(states: Tensor, source: Tensor | undefined): Projected;

  /** What becomes of the heads, side by side [batch, length, heads · headDimension]; nothing by default. */
  protected output(context: Tensor): Tensor {
    return context;
  }

  /** `residual + output(context)`; for subclasses that do both in one operation. */
  protected outputOnto(residual: Tensor, context: Tensor): Tensor {
    return add(residual, this.output(context));
  }

  override get observationPoints(): readonly string[] {
    return ['queries', 'keys', 'values', 'scores', 'weights', 'context'];
  }

  override forward(states: Tensor, options: AttendOptions = {}): Tensor {
    const name = this.constructor.name;
    checkOptions(`${name}.forward`, options, attendOptionNames);
    if (states.rank !== 3) {
      throw new ShapeError(`${name}: states must be [batch, length, width], got ${showShape(states.shape)}`);
    }
    if (options.memory !== undefined && (this.positions ?? this.window) !== undefined) {
      throw new OptionError(
        `${name}: positions and window belong to self-attention, and this call has a memory`,
      );
    }
    const source = contentsOf(options) === undefined ? (options.memory ?? states) : undefined;
    return this.attend(this.project(states, source), options);
  }

  /**
   * What follows the projections, for subclasses whose queries, keys and values are made of more than the states.
   *
   * @returns [batch, queries, width]
   */
  protected attend(projected: Projected, options: AttendOptions = {}): Tensor {
    const { cache } = options;
    const positions = options.positionIds ?? cache?.position ?? 0;
    const rotate = (x: Tensor): Tensor => this.positions?.rotate?.(x, positions) ?? x;
    const queries = passBy(this, 'queries', rotate(projected.queries));
    const held = contentsOf(options) ?? this.#hold(projected, rotate, cache);
    const context = passBy(this, 'context', this.#read(queries, held, options));
    const joined = joinHeads(context);
    return options.residual === undefined ? this.output(joined) : this.outputOnto(options.residual, joined);
  }

  #hold(
    { keysAndValues }: Projected,
    rotate: (x: Tensor) => Tensor,
    cache: AttentionCache | undefined,
  ): CachedKeysValues {
    if (keysAndValues === undefined) throw new OptionError(`${this.constructor.name}: no keys and values`);
    const keys = passBy(this, 'keys', rotate(keysAndValues.keys));
    const values = passBy(this, 'values', keysAndValues.values);
    return cache === undefined ? { keys, values, length: keys.shape[2] ?? 0 } : cache.append(keys, values);
  }

  #read(queries: Tensor, held: CachedKeysValues, options: AttendOptions): Tensor {
    const { keys, values, length } = held;
    const dropping = this.training && this.dropout.rate > 0;
    const plain = this.normalizer === undefined && !dropping;
    const unseen = !isObserved(this, 'scores') && !isObserved(this, 'weights');
    if (plain && unseen) return this.#fused(queries, held, options);

    const { mask, causal, bias } = this.#placed(queries, held, options);
    const scaled = dotProductScores(queries, filled(keys, length), { scale: this.scale });
    const ahead = causal ? this.#mask(queries, held, true) : undefined;
    return readByScores(this, {
      scores: bias === undefined ? scaled : add(scaled, bias),
      visible: combineMasks(mask, ahead),
      normalizer: this.normalizer ?? softmaxNormalizer,
      values: filled(values, length),
      kernel: plain ? () => this.#fused(queries, held, options) : undefined,
    });
  }

  /** The kernel, for a softmax that nobody looks at. A window in a long text goes by blocks, which cost less. */
  #fused(queries: Tensor, held: CachedKeysValues, options: AttendOptions): Tensor {
    const { keys, values, length } = held;
    const hidesKeysAlone = options.mask === undefined || options.mask.shape[2] === 1;
    const plainOrder = held.positions === undefined && this.positions?.bias === undefined;
    if (this.window !== undefined && plainOrder && hidesKeysAlone && length >= 4 * this.window) {
      const { mask, causal = false } = options;
      const windowed = { window: this.window, causal, mask, scale: this.scale };
      return slidingWindowAttention(queries, filled(keys, length), filled(values, length), windowed);
    }
    const { mask, causal, bias } = this.#placed(queries, held, options);
    const given = { causal, keyLength: length, scale: this.scale, mask, bias };
    return scaledDotProductAttention(queries, keys, values, given);
  }

  /** What the places of queries and keys mean: mask and bias, or `causal` where the kernel knows the mask itself. */
  #placed(
    queries: Tensor,
    held: CachedKeysValues,
    options: AttendOptions,
  ): { mask: Tensor | undefined; causal: boolean; bias: Tensor | undefined } {
    const { causal = false } = options;
    const mask = options.mask && ofHeldKeys(options.mask, held);
    const bias = this.positions?.bias?.(...standing(queries, held), queries);
    const plainOrder = this.window === undefined && held.positions === undefined;
    if (plainOrder || (!causal && this.window === undefined)) return { mask, causal, bias };
    return { mask: combineMasks(mask, this.#mask(queries, held, causal)), causal: false, bias };
  }

  #mask(queries: Tensor, held: CachedKeysValues, causal: boolean): Tensor {
    const visible =
      this.window === undefined ? causalMaskFunction : slidingWindowMaskFunction(this.window, { causal });
    return to(maskFrom(visible, ...standing(queries, held)), queries.backend);
  }
}

/** The rows that are filled; a cache may have spare room behind them. */
function filled(x: Tensor, length: number): Tensor {
  return slice(x, { axis: 2, end: length });
}

/** Keys and values of a memory that the cache holds already. */
function contentsOf({ memory, cache }: AttendOptions): CachedKeysValues | undefined {
  return memory === undefined ? undefined : cache?.contents;
}

/** Positions of queries and keys: the queries are the last ones. */
function standing(queries: Tensor, { length, positions }: CachedKeysValues): [number[], number[]] {
  const count = queries.shape[2] ?? 0;
  if (positions === undefined) return [consecutive(length - count, count), consecutive(0, length)];
  const last = positions.reduce((largest, position) => Math.max(largest, position), -1);
  return [consecutive(last + 1 - count, count), [...positions]];
}

/** A mask over all positions seen, for the keys that a cache still holds, in its order. */
function ofHeldKeys(mask: Tensor, { positions }: CachedKeysValues): Tensor {
  if (positions === undefined) return mask;
  return gather(mask, to(tensor(positions, { dtype: 'int32' }), mask.backend), { axis: 3 });
}
