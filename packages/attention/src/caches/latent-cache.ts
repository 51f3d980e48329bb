import { type Tensor, writeInto } from '@heed/core';
import type { CachedKeysValues } from './attention-cache.ts';
import { type CacheState, numberOf, type SavableCache } from './cache-state.ts';
import { GrowingCache, type KeyValueCacheOptions } from './growing-cache.ts';

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
export class LatentCache extends GrowingCache implements SavableCache {
  constructor(options: KeyValueCacheOptions = {}) {
    super(['latents'], options);
  }

  override get kind(): string {
    return 'LatentCache';
  }

  /** The latents, as keys and as values: one tensor. Undefined while the cache is empty. */
  get contents(): CachedKeysValues | undefined {
    const [latents] = this.buffers;
    return latents && { keys: latents, values: latents, length: this.length };
  }

  /**
   * Adds tokens at the end.
   *
   * @param latents [batch, 1, new tokens, rank + rotaryDimension]
   * @throws {ShapeError} when batch or width differ from what the cache holds.
   * @throws {DTypeError} when the type differs.
   */
  append(latents: Tensor): CachedKeysValues {
    const added = latents.shape[2] ?? 0;
    this.makeRoom([latents], added);
    const [held = latents] = this.buffers;
    writeInto(held, latents, { axis: 2, start: this.length });
    return { keys: held, values: held, length: this.advance(added) };
  }

  /** A second cache with the same contents. */
  clone(): LatentCache {
    return this.copyTo(new LatentCache({ room: this.room }));
  }

  /** The cache of a state, for `loadCache`. */
  static restore(state: CacheState): LatentCache {
    return new LatentCache({ room: numberOf(state, 'room', 1) }).fill(state);
  }
}
