import {
  concat,
  gather,
  keep,
  ShapeError,
  showShape,
  slice,
  type Tensor,
  tidy,
  writeInto,
  zeros,
} from '@heed/core';
import type { AttentionCache, CachedKeysValues } from './attention-cache.ts';

/** What a new cache needs to know. */
export interface KeyValueCacheOptions {
  /** Positions to make room for at once; the room doubles when it is full. */
  readonly room?: number;
}

/**
 * Keys and values of the positions seen so far, so that each decoding step computes only what is new. New ones
 * are written in place; the buffers are copied only when their room doubles.
 *
 * The cache owns its tensors: `dispose()` it, or write `using cache = new KeyValueCache()`.
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
export class KeyValueCache implements AttentionCache {
  #keys: Tensor | undefined;
  #values: Tensor | undefined;
  #length = 0;
  readonly #room: number;

  constructor(options: KeyValueCacheOptions = {}) {
    this.#room = options.room ?? 32;
  }

  /** Number of positions held. */
  get length(): number {
    return this.#length;
  }

  /** Number of positions seen: all are held. */
  get position(): number {
    return this.#length;
  }

  /** The buffers, or undefined while the cache is empty. */
  get contents(): CachedKeysValues | undefined {
    if (this.#keys === undefined || this.#values === undefined) return undefined;
    return { keys: this.#keys, values: this.#values, length: this.#length };
  }

  /**
   * Adds positions at the end.
   *
   * @param keys [batch, heads, new positions, headDimension]
   * @param values the same shape
   * @throws {ShapeError} when batch, heads or width differ from what the cache holds.
   */
  append(keys: Tensor, values: Tensor): CachedKeysValues {
    const added = keys.shape[2] ?? 0;
    this.#keys = this.#withRoom(this.#keys, keys, added);
    this.#values = this.#withRoom(this.#values, values, added);
    writeInto(this.#keys, keys, { axis: 2, start: this.#length });
    writeInto(this.#values, values, { axis: 2, start: this.#length });
    this.#length += added;
    return { keys: this.#keys, values: this.#values, length: this.#length };
  }

  /** Forgets all positions from `length` on. */
  truncate(length: number): void {
    if (!(length >= 0 && length <= this.#length)) {
      throw new ShapeError(`KeyValueCache: cannot truncate ${this.#length} positions to ${length}`);
    }
    this.#length = length;
  }

  /** Picks rows of the batch anew, as beam search does: row i becomes the former row `rows[i]`. */
  reorder(rows: Tensor): void {
    const { contents } = this;
    if (contents === undefined) return;
    this.#keys = keep(gather(contents.keys, rows, { axis: 0 }));
    this.#values = keep(gather(contents.values, rows, { axis: 0 }));
    contents.keys.dispose();
    contents.values.dispose();
  }

  /** A second cache with the same contents. */
  clone(): KeyValueCache {
    const copy = new KeyValueCache({ room: this.#room });
    const { contents } = this;
    if (contents !== undefined && this.#length > 0) {
      tidy(() => {
        const range = { axis: 2, start: 0, end: this.#length };
        copy.append(slice(contents.keys, range), slice(contents.values, range));
      });
    }
    return copy;
  }

  /** Frees the buffers. */
  dispose(): void {
    this.#keys?.dispose();
    this.#values?.dispose();
    this.#keys = undefined;
    this.#values = undefined;
    this.#length = 0;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #withRoom(buffer: Tensor | undefined, next: Tensor, added: number): Tensor {
    const [batch = 0, heads = 0, , width = 0] = next.shape;
    if (buffer === undefined) {
      return keep(zeros([batch, heads, Math.max(this.#room, added), width], next.dtype));
    }
    const [ownBatch, ownHeads, room = 0, ownWidth] = buffer.shape;
    if (batch !== ownBatch || heads !== ownHeads || width !== ownWidth) {
      throw new ShapeError(
        `KeyValueCache: holds ${showShape(buffer.shape)} (batch, heads, room, width), got ${showShape(next.shape)}`,
      );
    }
    if (this.#length + added <= room) return buffer;
    const extra = Math.max(room, this.#length + added - room);
    const larger = tidy(() => concat([buffer, zeros([batch, heads, extra, width], next.dtype)], { axis: 2 }));
    buffer.dispose();
    return keep(larger);
  }
}
