import { gather, type Tensor, tidy } from '@heed/core';
import type { RecurrentDecoderState } from './decoder.ts';

/**
 * What a recurrent decoder knows of the target tokens so far: its state, of the same size however many there were.
 *
 * The cache owns its tensors: `dispose()` it, or write `using cache = new RecurrentCache()`.
 *
 * @example
 * ```ts
 * import { RecurrentCache } from '@heed/attention';
 * using cache = new RecurrentCache();
 * console.log(cache.length); // 0
 * ```
 */
export class RecurrentCache {
  #state: RecurrentDecoderState | undefined;
  #length = 0;

  /** Number of target tokens seen. */
  get length(): number {
    return this.#length;
  }

  /** The state after them, or undefined before the first. */
  get state(): RecurrentDecoderState | undefined {
    return this.#state;
  }

  /** Holds the state after `added` more tokens. */
  advance(state: RecurrentDecoderState, added: number): void {
    this.#hold(state);
    this.#length += added;
  }

  /** Picks rows of the batch anew, as beam search does: row i becomes the former row `rows[i]`. */
  reorder(rows: Tensor): void {
    const state = this.#state;
    if (state !== undefined)
      tidy(() => this.#hold(mapState(state, (part) => gather(part, rows, { axis: 0 }))));
  }

  /** A second cache with the same contents. */
  clone(): RecurrentCache {
    const copy = new RecurrentCache();
    if (this.#state !== undefined) copy.advance(this.#state, this.#length);
    return copy;
  }

  /** Frees the buffers. */
  dispose(): void {
    this.#hold(undefined);
    this.#length = 0;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #hold(state: RecurrentDecoderState | undefined): void {
    const before = this.#state;
    this.#state = state && mapState(state, (part) => part.retain());
    for (const part of [before?.hidden, before?.cell, before?.feed]) part?.release();
  }
}

/** Does the same to every tensor of a state. */
export function mapState(state: RecurrentDecoderState, fn: (part: Tensor) => Tensor): RecurrentDecoderState {
  const { hidden, cell, feed } = state;
  return { hidden: fn(hidden), cell: cell && fn(cell), feed: feed && fn(feed) };
}
