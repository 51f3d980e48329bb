import { LifetimeError, type Tensor } from '@heed/core';
import type { CachedKeysValues } from './attention-cache.ts';
import type { CacheState } from './cache-state.ts';
import { KeyValueCache } from './key-value-cache.ts';

/**
 * The keys and values of a source, for cross-attention: filled once, by the first call with a `memory`, and read by
 * all later ones, so that the memory is projected once per source. It has room for the source and no more.
 *
 * @example
 * ```ts
 * import { CrossCache, MultiHeadAttention } from '@heed/attention';
 * import { RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const attention = new MultiHeadAttention(8, 2).initialize(generator);
 * const memory = generator.normal([1, 5, 8]);
 * using cache = new CrossCache();
 * for (let step = 0; step < 3; step++) attention.forward(generator.normal([1, 1, 8]), { memory, cache });
 * console.log(cache.length); // 5
 * ```
 */
export class CrossCache extends KeyValueCache {
  constructor() {
    super({ room: 1 });
  }

  override get kind(): string {
    return 'CrossCache';
  }

  /**
   * Takes the keys and values of the source.
   *
   * @throws {LifetimeError} when there is a source already.
   */
  override append(keys: Tensor, values: Tensor): CachedKeysValues {
    if (this.contents !== undefined) {
      throw new LifetimeError(
        `CrossCache: holds a source of ${this.length} tokens already; dispose() it before the next source`,
      );
    }
    return super.append(keys, values);
  }

  override clone(): CrossCache {
    return this.copyTo(new CrossCache());
  }

  static override restore(state: CacheState): CrossCache {
    return new CrossCache().fill(state);
  }

  protected override roomFor(needed: number): number {
    return needed;
  }
}
