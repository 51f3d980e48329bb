import { type CacheRows, checkOptions, checkWhole, type Tensor, writeInto } from '@heed/core';
import type { CachedKeysValues } from './attention-cache.ts';
import { type CacheState, checkCut, numberOf, type SavableCache } from './cache-state.ts';
import { RowStore } from './row-store.ts';

/** What a new cache needs to know. */
export interface KeyValueCacheOptions {
  /** Tokens to make room for at once, 32 by default; the room doubles when it is full. */
  readonly room?: number;
}

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
export class KeyValueCache implements SavableCache {
  readonly #store: RowStore;
  readonly #room: number;
  #length = 0;

  constructor(options: KeyValueCacheOptions = {}) {
    checkOptions('KeyValueCache', options, ['room']);
    this.#room = checkWhole('KeyValueCache: room', options.room ?? 32);
    this.#store = new RowStore(this.kind, ['keys', 'values']);
  }

  get kind(): string {
    return 'KeyValueCache';
  }

  /** Number of tokens held. */
  get length(): number {
    return this.#length;
  }

  /** Number of tokens seen: all are held. */
  get position(): number {
    return this.#length;
  }

  /** The buffers, or undefined while the cache is empty. */
  get contents(): CachedKeysValues | undefined {
    const [keys, values] = this.#store.parts;
    return keys && values && { keys, values, length: this.#length };
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
    const start = this.#length;
    const after = start + (keys.shape[2] ?? 0);
    this.#store.makeRoom([keys, values], start, this.roomFor(after, this.#store.room));
    const [held = keys, heldValues = values] = this.#store.parts;
    write({ keys: held, values: heldValues, start });
    this.#length = after;
    return { keys: held, values: heldValues, length: after };
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

  /**
   * Picks rows of the batch anew, as beam search does: row i becomes the former row `rows[i]`; int32 [any].
   *
   * @throws {IndexError} for a row that is not there.
   */
  reorder(rows: Tensor): void {
    this.#store.pick(rows, 0);
  }

  /** A second cache with the same contents. */
  clone(): KeyValueCache {
    return this.copyTo(new KeyValueCache({ room: this.#room }));
  }

  /** Frees the buffers; the cache can be used anew, for any batch. */
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
  static restore(state: CacheState): KeyValueCache {
    return new KeyValueCache({ room: numberOf(state, 'room', 1) }).fill(state);
  }

  /** Room to have when there are `needed` tokens and room for fewer. */
  protected roomFor(needed: number, room: number): number {
    return Math.max(this.#room, 2 * room, needed);
  }

  /** Gives a cache of the same kind what this one holds. */
  protected copyTo<Copy extends KeyValueCache>(copy: Copy): Copy {
    copy.#store.copy(this.#store, this.#length, this.#store.room);
    copy.#length = this.#length;
    return copy;
  }

  /** Takes over what a saved cache held. */
  protected fill(state: CacheState): this {
    const length = numberOf(state, 'length');
    this.#store.restore(state.tensors, length);
    this.#length = length;
    return this;
  }
}
