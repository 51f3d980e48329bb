import { concat, pad, slice, type Tensor, tidy } from '@heed/core';
import type { LayerCaches } from '../models/layer-caches.ts';

/** Caches of some texts, and how many tokens each text has; padding stands before them. */
export interface CachedTexts {
  readonly caches: LayerCaches;
  readonly lengths: readonly number[];
}

/**
 * Fills an empty cache with the texts of several others, padded on the left to the longest.
 *
 * @returns false, and the cache is as it was or half filled, where a cache does not hold all tokens in order.
 */
export function joinCaches(joined: LayerCaches, parts: readonly CachedTexts[]): boolean {
  const longest = Math.max(...parts.flatMap(({ lengths }) => lengths));
  if (joined.layers.length === 0) return false;
  return joined.layers.every((layer, index) =>
    tidy(() => {
      const held = parts.map(({ caches, lengths }) => ({ ...caches.layers[index]?.contents, lengths }));
      const rows = held.flatMap(({ keys, values, length = 0, positions, lengths }) => {
        const whole = positions === undefined && length >= Math.max(...lengths);
        if (!whole || keys === undefined || values === undefined) return [undefined];
        return lengths.map((own, row) => ({
          keys: aligned(keys, row, length - own, length, longest),
          values: aligned(values, row, length - own, length, longest),
        }));
      });
      const texts = rows.filter((row) => row !== undefined);
      if (texts.length < rows.length) return false;
      layer.append(
        concat(
          texts.map(({ keys }) => keys),
          { axis: 0 },
        ),
        concat(
          texts.map(({ values }) => values),
          { axis: 0 },
        ),
      );
      return true;
    }),
  );
}

/** Tokens `start` to `end − 1` of one row of [batch, heads, room, width], at the end of `columns`. */
function aligned(x: Tensor, row: number, start: number, end: number, columns: number): Tensor {
  const own = slice(slice(x, { axis: 0, start: row, end: row + 1 }), { axis: 2, start, end });
  return pad(own, { axis: 2, before: columns - (end - start) });
}
