import { type CacheRows, type Tensor, writeInto } from '@heed/core';
import type { CachedKeysValues } from './attention-cache.ts';
import { type CacheState, numberOf, type SavableCache } from './cache-state.ts';
import { GrowingCache, type KeyValueCacheOptions } from './growing-cache.ts';

/**
 * Keys and values of the tokens seen so far, so that each decoding step computes only what is new. New ones are
 * written in place; the buffers are copied only when their room doubles.
 *
 * The first tokens fix batch, heads, widths, type and backend, until `dispose()`. The cache owns its tensors:
 * `dispose()` it, or write `using cache = new KeyValueCache()`.
 *
 * @example
 * ```ts
 * import { KeyValueCache } from '@heed/attention';
 * import { ones } from '@heed/core';
 * using cache = new KeyValueCache({ room: 16 });
 * cache.append(ones([1, 2, 3, 4]), ones([1, 2, 3, 4]));
 * console.log(cache.length); // 3
 * ```
 */
export class KeyValueCache extends GrowingCache implements SavableCache {
  constructor(options: KeyValueCacheOptions = {}) {
    super(['keys', 'values'], options);
  }

  override get kind(): string {
    return 'KeyValueCache';
  }

  /** The buffers, or undefined while the cache is empty. */
  get contents(): CachedKeysValues | undefined {
    const [keys, values] = this.buffers;
    return keys && values && { keys, values, length: this.length };
  }

  /**
   * Adds tokens at the end.
   *
   * @param keys [batch, heads, new tokens, headDimension]
   * @param values the same, but for its own width
   * @throws {ShapeError} when batch, heads or width differ from what the cache holds.
   * @throws {DTypeError} when the type differs.
   */
  append(keys: Tensor, values: Tensor): CachedKeysValues {
    return this.appendBy(keys, values, (rows) => {
      writeInto(rows.keys, keys, { axis: 2, start: rows.start });
      writeInto(rows.values, values, { axis: 2, start: rows.start });
    });
  }

  /**
   * Adds tokens at the end as `append` does, but `write` writes their rows, straight into the buffers: keys that are
   * turned on the way need no tensor of their own.
   *
   * @param keys What is added before it is turned: its shape and type count.
   * @param write Fills rows from `start` on; where it throws, the cache is as before.
   */
  appendBy(keys: Tensor, values: Tensor, write: (rows: CacheRows) => void): CachedKeysValues {
    const start = this.length;
    const added = keys.shape[2] ?? 0;
    this.makeRoom([keys, values], added);
    const [held = keys, heldValues = values] = this.buffers;
    write({ keys: held, values: heldValues, start });
    return { keys: held, values: heldValues, length: this.advance(added) };
  }

  /** A second cache with the same contents. */
  clone(): KeyValueCache {
    return this.copyTo(new KeyValueCache({ room: this.room }));
  }

  /** The cache of a state, for `loadCache`. */
  static restore(state: CacheState): KeyValueCache {
    return new KeyValueCache({ room: numberOf(state, 'room', 1) }).fill(state);
  }
}
