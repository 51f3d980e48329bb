import { checkOptions, checkWhole, type Tensor } from '@heed/core';
import { type CacheState, checkCut, numberOf } from './cache-state.ts';
import { RowStore } from './row-store.ts';

/** What a new cache needs to know. */
export interface KeyValueCacheOptions {
  /** Tokens to make room for at once, 32 by default; the room doubles when it is full. */
  readonly room?: number;
}

/** What caches have in common that hold all tokens seen, one row for each, in buffers whose room doubles. */
export abstract class GrowingCache {
  readonly #store: RowStore;
  readonly #room: number;
  #length = 0;

  /** @param names What the buffers are called. */
  constructor(names: readonly string[], options: KeyValueCacheOptions) {
    checkOptions(this.kind, options, ['room']);
    this.#room = checkWhole(`${this.kind}: room`, options.room ?? 32);
    this.#store = new RowStore(this.kind, names);
  }

  /** Name of the kind of cache, as it stands in files: each has its own. */
  get kind(): string {
    return 'GrowingCache';
  }

  /** Number of tokens held. */
  get length(): number {
    return this.#length;
  }

  /** Number of tokens seen: all are held. */
  get position(): number {
    return this.#length;
  }

  /** Tokens that are made room for at once. */
  protected get room(): number {
    return this.#room;
  }

  /** The buffers, [batch, heads, room, width] each; none while the cache is empty. */
  protected get buffers(): readonly Tensor[] {
    return this.#store.parts;
  }

  /** Makes room behind the tokens held, in all buffers. */
  protected makeRoom(rows: readonly Tensor[], count: number): void {
    this.#store.makeRoom(rows, this.#length, this.roomFor(this.#length + count, this.#store.room));
  }

  /** Counts tokens that were written; gives how many there are now. */
  protected advance(count: number): number {
    this.#length += count;
    return this.#length;
  }

  /** Room to have when there are `needed` tokens and room for fewer. */
  protected roomFor(needed: number, room: number): number {
    return Math.max(this.#room, 2 * room, needed);
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

  /** Frees the buffers; the cache can be used anew, for any batch. */
  dispose(): void {
    this.#store.dispose();
    this.#length = 0;
  }

  /** `using cache = …` frees the buffers at the end of the block. */
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

  /** Gives a cache of the same kind what this one holds. */
  protected copyTo<Copy extends GrowingCache>(copy: Copy): Copy {
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
