import {
  add,
  checkKind,
  checkOptions,
  checkWhole,
  Dropout,
  isObserved,
  isWatched,
  Module,
  OptionError,
  passBy,
  ShapeError,
  scaledDotProductAttention,
  showShape,
  showValue,
  type Tensor,
  to,
} from '@heed/core';
import type { CachedKeysValues } from '../caches/attention-cache.ts';
import { joinHeads } from '../heads/split-heads.ts';
import { causalMaskFunction } from '../masks/causal.ts';
import { combineMasks } from '../masks/combine-masks.ts';
import { maskFrom } from '../masks/mask-from.ts';
import { slidingWindowMaskFunction } from '../masks/sliding-window.ts';
import type { Normalizer } from '../normalizers/normalizer.ts';
import { softmaxNormalizer } from '../normalizers/softmax.ts';
import type { PositionScheme } from '../positions/position-scheme.ts';
import { dotProductScores } from '../scores/dot-product.ts';
import { type AttendOptions, attendOptionNames, type MechanismOptions } from './attention-options.ts';
import { contentsOf, filled, ofHeldKeys, positionsOf, standing } from './held-keys.ts';
import { readByScores } from './read-by-scores.ts';
import { slidingWindowAttention } from './sliding-window-attention.ts';

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
    const { name } = this.constructor;
    this.window = window === undefined ? undefined : checkWhole(`${name}: window`, window);
    this.positions = checkPositions(name, options.positions);
    const { normalizer } = options;
    // A function, or a module that is one.
    if (normalizer !== undefined && !('forward' in Object(normalizer))) {
      checkKind(`${name}: normalizer`, normalizer, 'a function');
    }
    this.normalizer = normalizer;
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

  /**
   * Added to the scaled scores, [batch|1, heads, queries, keys]: the bias of `positions`; for subclasses whose scores
   * are made of more.
   *
   * @param queries As they meet the keys; they are the last of all.
   * @param held The keys, of which the first `length` count.
   */
  protected scoreBias(queries: Tensor, held: CachedKeysValues): Tensor | undefined {
    return this.positions?.bias?.(...standing(queries, held), queries);
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
    const { queries, held } =
      this.#turnedIntoCache(projected, options) ?? this.#atPositions(projected, options);
    const context = passBy(this, 'context', this.#read(queries, held, options));
    const joined = joinHeads(context);
    return options.residual === undefined ? this.output(joined) : this.outputOnto(options.residual, joined);
  }

  /** Queries and what they may read, all at their positions. */
  #atPositions(projected: Projected, options: AttendOptions): { queries: Tensor; held: CachedKeysValues } {
    const { cache } = options;
    const places = positionsOf(options);
    const rotate = (x: Tensor): Tensor => this.positions?.rotate?.(x, places) ?? x;
    const queries = passBy(this, 'queries', rotate(projected.queries));
    const contents = contentsOf(options);
    if (contents !== undefined) return { queries, held: contents };
    if (projected.keysAndValues === undefined) {
      throw new OptionError(`${this.constructor.name}: no keys and values`);
    }
    const keys = passBy(this, 'keys', rotate(projected.keysAndValues.keys));
    const values = passBy(this, 'values', projected.keysAndValues.values);
    if (cache !== undefined) checkKind(`${this.constructor.name}: cache`, cache, 'a cache');
    const held = cache?.append(keys, values) ?? { keys, values, length: keys.shape[2] ?? 0 };
    return { queries, held };
  }

  /** The same in one step, where keys can be turned as they are written to the cache, and nobody looks at them. */
  #turnedIntoCache(
    { queries, keysAndValues }: Projected,
    options: AttendOptions,
  ): { queries: Tensor; held: CachedKeysValues } | undefined {
    const { cache, memory } = options;
    const { positions } = this;
    if (cache?.appendBy === undefined || positions?.rotateInto === undefined) return undefined;
    if (keysAndValues === undefined || memory !== undefined || isWatched(this)) return undefined;
    const { keys, values } = keysAndValues;
    const places = positionsOf(options);
    let turned = queries;
    const held = cache.appendBy(keys, values, (rows) => {
      turned = positions.rotateInto?.(rows, { queries, keys, values }, places) ?? queries;
    });
    return { queries: turned, held };
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
    const bias = this.scoreBias(queries, held);
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

/** Refuses, of callers without types, the name of a scheme in the place of one: it would have no effect. */
function checkPositions(name: string, given: PositionScheme | undefined): PositionScheme | undefined {
  if (given === undefined || 'rotate' in Object(given) || 'bias' in Object(given)) return given;
  throw new OptionError(
    `${name}: positions must be a scheme such as new RotaryPositions(…), got ${showValue(given)}`,
  );
}
