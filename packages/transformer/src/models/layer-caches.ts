import type { AttentionCache } from '@heed/attention';
import type { Tensor } from '@heed/core';

/**
 * The caches of all layers of a decoder, as one: what a model has seen so far. It owns them.
 *
 * @example
 * ```ts
 * import { KeyValueCache } from '@heed/attention';
 * import { LayerCaches } from '@heed/transformer';
 * using caches = new LayerCaches([new KeyValueCache(), new KeyValueCache()]);
 * console.log(caches.position); // 0
 * ```
 */
export class LayerCaches {
  readonly layers: readonly AttentionCache[];

  constructor(layers: readonly AttentionCache[]) {
    this.layers = layers;
  }

  /** Number of tokens seen, which is the position of the next one. */
  get position(): number {
    return this.layers[0]?.position ?? 0;
  }

  /** The same; what generation asks of any cache. */
  get length(): number {
    return this.position;
  }

  /** Forgets all tokens from position `length` on. */
  truncate(length: number): void {
    for (const layer of this.layers) layer.truncate(length);
  }

  /** Picks rows of the batch anew: row i becomes the former row `rows[i]`; int32 [batch]. */
  reorder(rows: Tensor): void {
    for (const layer of this.layers) layer.reorder(rows);
  }

  /** A second set of caches with the same contents. */
  clone(): LayerCaches {
    return new LayerCaches(this.layers.map((layer) => layer.clone()));
  }

  /** Frees the buffers. */
  dispose(): void {
    for (const layer of this.layers) layer.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}
