import { checkOptions, checkWhole, IndexError } from '@heed/core';
import { type CacheState, numberOf } from './cache-state.ts';
import { KeyValueCache } from './key-value-cache.ts';

/** What a new static cache needs to know. */
export interface StaticCacheOptions {
  /** Tokens that there is room for. */
  readonly capacity: number;
}

/**
 * A cache with a fixed room, allocated once when the first tokens come: memory is known beforehand and nothing is
 * ever copied. Otherwise as {@link KeyValueCache}.
 *
 * @example
 * ```ts
 * import { StaticCache } from '@heed/attention';
 * import { ones } from '@heed/core';
 * using cache = new StaticCache({ capacity: 8 });
 * cache.append(ones([1, 2, 3, 4]), ones([1, 2, 3, 4]));
 * console.log(cache.length, cache.contents?.keys.shape); // 3 [1, 2, 8, 4]
 * ```
 */
export class StaticCache extends KeyValueCache {
  readonly capacity: number;

  constructor(options: StaticCacheOptions) {
    checkOptions('StaticCache', options, ['capacity']);
    super();
    this.capacity = checkWhole('StaticCache: capacity', options.capacity);
  }

  override get kind(): string {
    return 'StaticCache';
  }

  override clone(): StaticCache {
    return this.copyTo(new StaticCache({ capacity: this.capacity }));
  }

  override state(): CacheState {
    const { kind, numbers, tensors } = super.state();
    return { kind, numbers: { length: numbers['length'] ?? 0, capacity: this.capacity }, tensors };
  }

  static override restore(state: CacheState): StaticCache {
    const cache = new StaticCache({ capacity: numberOf(state, 'capacity', 1) });
    cache.roomFor(numberOf(state, 'length'));
    return cache.fill(state);
  }

  /** @throws {IndexError} for more tokens than the capacity. */
  protected override roomFor(needed: number): number {
    if (needed <= this.capacity) return this.capacity;
    throw new IndexError(
      `StaticCache: ${needed} tokens (${this.length} held, ${needed - this.length} new) do not fit into a capacity of ${this.capacity}`,
    );
  }
}
