import { checkOptions, checkWhole, type Tensor } from '@heed/core';
import type { CachedKeysValues } from './attention-cache.ts';
import { type CacheState, checkCut, numberOf, type SavableCache } from './cache-state.ts';
import type { KeyValueCacheOptions } from './key-value-cache.ts';
import { RowStore } from './row-store.ts';

/**
 * What `LatentAttention` remembers of the tokens seen so far (DeepSeek-V2, 2024, §2.1): for each the compressed latent
 * of all its keys and values and the rotary key that all heads share, [batch, 1, length, rank + rotaryDimension], once
 * and not for each head. New tokens are written in place; the buffer is copied only when its room doubles.
 *
 * The cache owns its tensor: `dispose()` it, or write `using cache = new LatentCache()`.
 *
 * @example
 * ```ts
 * import { LatentAttention, LatentCache } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const sizes = { keyValueRank: 3, rotaryDimension: 2, headDimension: 4 };
 * const attention = new LatentAttention(8, 2, sizes).initialize(generator);
 * using cache = new LatentCache();
 * attention.forward(generator.normal([1, 5, 8]), { causal: true, cache });
 * console.log(cache.length, cache.contents?.keys.shape); // 5 [1, 1, 32, 5]
 * ```
 */
export class LatentCache implements SavableCache {
  readonly #room: number;
  readonly #store: RowStore = new RowStore('LatentCache', ['latents']);
  #length = 0;

  constructor(options: KeyValueCacheOptions = {}) {
    checkOptions('LatentCache', options, ['room']);
    this.#room = checkWhole('LatentCache: room', options.room ?? 32);
  }

  get kind(): string {
    return 'LatentCache';
  }

  /** Number of tokens held. */
  get length(): number {
    return this.#length;
  }

  /** Number of tokens seen: all are held. */
  get position(): number {
    return this.#length;
  }

  /** The latents, as keys and as values: one tensor. Undefined while the cache is empty. */
  get contents(): CachedKeysValues | undefined {
    const [latents] = this.#store.parts;
    return latents && { keys: latents, values: latents, length: this.#length };
  }

  /**
   * Adds tokens at the end.
   *
   * @param latents [batch, 1, new tokens, rank + rotaryDimension]
   * @throws {ShapeError} when batch or width differ from what the cache holds.
   * @throws {DTypeError} when the type differs.
   */
  append(latents: Tensor): CachedKeysValues {
    const after = this.#length + (latents.shape[2] ?? 0);
    this.#store.write([latents], this.#length, Math.max(this.#room, 2 * this.#store.room, after));
    this.#length = after;
    return this.contents ?? { keys: latents, values: latents, length: after };
  }

  /**
   * Forgets all tokens from `length` on.
   *
   * @throws {IndexError} for a length that the cache does not have.
   */
  truncate(length: number): void {
    checkCut(this.kind, length, 0, this.#length);
    this.#length = length;
  }

  /** Picks rows of the batch anew, as beam search does: row i becomes the former row `rows[i]`; int32 [any]. */
  reorder(rows: Tensor): void {
    this.#store.pick(rows, 0);
  }

  /** A second cache with the same contents. */
  clone(): LatentCache {
    const copy = new LatentCache({ room: this.#room });
    copy.#store.copy(this.#store, this.#length, this.#store.room);
    copy.#length = this.#length;
    return copy;
  }

  /** Frees the buffer; the cache can be used anew, for any batch. */
  dispose(): void {
    this.#store.dispose();
    this.#length = 0;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** The cache written down, for `saveCache`. */
  state(): CacheState {
    return {
      kind: this.kind,
      numbers: { length: this.#length, room: this.#room },
      tensors: this.#store.state(this.#length),
    };
  }

  /** The cache of a state, for `loadCache`. */
  static restore(state: CacheState): LatentCache {
    const cache = new LatentCache({ room: numberOf(state, 'room', 1) });
    const length = numberOf(state, 'length');
    cache.#store.restore(state.tensors, length);
    cache.#length = length;
    return cache;
  }
}
