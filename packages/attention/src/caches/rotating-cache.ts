import { checkOptions, checkWhole, FormatError, slice, type Tensor, tensor, tidy } from '@heed/core';
import { consecutive } from '../masks/mask-from.ts';
import type { CachedKeysValues } from './attention-cache.ts';
import { type CacheState, checkCut, numberOf, type SavableCache } from './cache-state.ts';
import { followedBy, lengthOf, RowStore } from './row-store.ts';

/** What a new rotating cache needs to know. */
export interface RotatingCacheOptions {
  /** The window of the attention that reads it: a query's own key and the `window − 1` before it. */
  readonly window: number;
  /** Older tokens to hold as well, so that `truncate` can go back that far; 0 by default. */
  readonly spare?: number;
}

/**
 * A cache for sliding-window attention: it holds the last `window` tokens (and `spare` more) in a ring, where a new
 * token takes the place of the oldest, so that memory and time per step do not grow with the text. Rolling buffer
 * cache, Jiang et al. 2023, §2.
 *
 * Give the attention the same `window`; then any division into calls equals the one full pass. Several tokens at once
 * each see their own window: for that call the older tokens are laid before the new ones in the order of time.
 *
 * @example
 * ```ts
 * import { MultiHeadAttention, RotatingCache } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const attention = new MultiHeadAttention(8, 2, { window: 4 }).initialize(generator);
 * using cache = new RotatingCache({ window: 4 });
 * for (let step = 0; step < 9; step++) attention.forward(generator.normal([1, 1, 8]), { causal: true, cache });
 * console.log(cache.position, cache.length); // 9 4
 * ```
 */
export class RotatingCache implements SavableCache {
  readonly window: number;
  readonly spare: number;
  readonly #store = new RowStore('RotatingCache', ['keys', 'values']);
  #position = 0;
  #length = 0;
  /** Place of the oldest token; 0 unless the ring is full. */
  #start = 0;

  constructor(options: RotatingCacheOptions) {
    checkOptions('RotatingCache', options, ['window', 'spare']);
    this.window = checkWhole('RotatingCache: window', options.window);
    this.spare = checkWhole('RotatingCache: spare', options.spare ?? 0, 0);
  }

  get kind(): string {
    return 'RotatingCache';
  }

  /** Number of tokens held. */
  get length(): number {
    return this.#length;
  }

  /** Number of tokens seen, forgotten ones among them. */
  get position(): number {
    return this.#position;
  }

  /** The ring and where its keys stand, or undefined while the cache is empty. */
  get contents(): CachedKeysValues | undefined {
    const [keys, values] = this.#store.parts;
    return keys && values && { keys, values, length: this.#length, ...this.#positions() };
  }

  /**
   * Adds tokens, forgets the oldest, and gives what the new ones may see.
   *
   * @param keys [batch, heads, new tokens, headDimension]
   * @param values the same, but for its own width
   * @throws {ShapeError} when batch, heads or width differ from what the cache holds.
   * @throws {DTypeError} when the type differs.
   */
  append(keys: Tensor, values: Tensor): CachedKeysValues {
    const added = keys.shape[2] ?? 0;
    const fits = this.#length + added <= this.#capacity;
    if (!fits && added > 1) return this.#appendMany(keys, values);
    this.#store.write([keys, values], fits ? this.#length : this.#start, this.#capacity);
    if (fits) this.#length += added;
    else this.#start = (this.#start + 1) % this.#capacity;
    this.#position += added;
    return this.contents ?? { keys, values, length: added };
  }

  /**
   * Forgets all tokens from position `length` on.
   *
   * @throws {IndexError} where a query there would miss tokens that the ring has forgotten: `spare + 1` tokens back.
   */
  truncate(length: number): void {
    checkCut(this.kind, length, this.#oldest === 0 ? 0 : this.#oldest + this.window - 1, this.#position);
    this.#straighten();
    this.#length -= this.#position - length;
    this.#position = length;
  }

  /**
   * Picks rows of the batch anew, as beam search does: row i becomes the former row `rows[i]`; int32 [any].
   *
   * @throws {IndexError} for a row that is not there.
   */
  reorder(rows: Tensor): void {
    this.#store.pick(rows, 0);
  }

  /** A second cache with the same contents. */
  clone(): RotatingCache {
    const copy = new RotatingCache({ window: this.window, spare: this.spare });
    copy.#store.copy(this.#store, this.#length, this.#capacity);
    [copy.#position, copy.#length, copy.#start] = [this.#position, this.#length, this.#start];
    return copy;
  }

  /** Frees the ring; the cache can be used anew, for any batch. */
  dispose(): void {
    this.#store.dispose();
    [this.#position, this.#length, this.#start] = [0, 0, 0];
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** The cache written down, for `saveCache`. */
  state(): CacheState {
    this.#straighten();
    const { window, spare, length, position } = this;
    return {
      kind: this.kind,
      numbers: { window, spare, length, position },
      tensors: this.#store.state(length),
    };
  }

  /** The cache of a state, for `loadCache`. */
  static restore(state: CacheState): RotatingCache {
    const cache = new RotatingCache({
      window: numberOf(state, 'window', 1),
      spare: numberOf(state, 'spare'),
    });
    const [length, position] = [numberOf(state, 'length'), numberOf(state, 'position')];
    const least = Math.min(position, cache.window - 1);
    if (length < least || length > Math.min(position, cache.#capacity)) {
      throw new FormatError(
        `RotatingCache: length ${length} does not go with position ${position}, window ${cache.window} and ` +
          `spare ${cache.spare}`,
      );
    }
    cache.#store.restore(state.tensors, length);
    [cache.#position, cache.#length] = [position, length];
    return cache;
  }

  get #capacity(): number {
    return this.window + this.spare;
  }

  /** Position of the oldest token held. */
  get #oldest(): number {
    return this.#position - this.#length;
  }

  #positions(): Pick<CachedKeysValues, 'positions'> {
    const [oldest, length] = [this.#oldest, this.#length];
    if (oldest === 0 && this.#start === 0) return {};
    const at = (place: number): number => oldest + ((place - this.#start + length) % length);
    return { positions: Int32Array.from({ length }, (_, place) => at(place)) };
  }

  /** More than one token, and more than there is room for: together in the order of time, of which the last stay. */
  #appendMany(...added: [keys: Tensor, values: Tensor]): CachedKeysValues {
    this.#store.check(added);
    this.#straighten();
    const oldest = this.#oldest;
    const length = this.#length + lengthOf(added);
    const [keys, values] = tidy(() => {
      const [heldKeys, heldValues] = this.#store.read(0, this.#length);
      const all = [followedBy(heldKeys, added[0]), followedBy(heldValues, added[1])] as const;
      const last = all.map((part) => slice(part, { axis: 2, start: length - this.#capacity }));
      this.#store.write(last, 0, this.#capacity);
      return all;
    });
    this.#position = oldest + length;
    this.#length = this.#capacity;
    return { keys, values, length, positions: Int32Array.from(consecutive(oldest, length)) };
  }

  /** Lays the ring in the order of time. */
  #straighten(): void {
    if (this.#start === 0) return;
    const places = consecutive(0, this.#length).map((place) => (place + this.#start) % this.#length);
    tidy(() => this.#store.pick(tensor(places, { dtype: 'int32' }), 2));
    this.#start = 0;
  }
}
