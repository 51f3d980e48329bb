import { broadcastTo, reshape, slice, type Tensor } from '@heed/core';

/**
 * Repeats each key or value head for the query heads that it serves, next to each other: query head h reads head
 * `floor(h / (heads / own))`. [batch, own, room, width] → [batch, heads, length, width].
 *
 * @example
 * ```ts
 * import { repeatHeads } from '@heed/attention';
 * import { ones } from '@heed/core';
 * console.log(repeatHeads(ones([1, 2, 3, 4]), 6, 3).shape); // [1, 6, 3, 4]
 * ```
 */
export function repeatHeads(x: Tensor, heads: number, length: number): Tensor {
  const [batch = 0, own = 0, room = 0, width = 0] = x.shape;
  const filled = length === room ? x : slice(x, { axis: 2, start: 0, end: length });
  if (own === heads) return filled;
  const grouped = reshape(filled, [batch, own, 1, length, width]);
  return reshape(broadcastTo(grouped, [batch, own, heads / own, length, width]), [
    batch,
    heads,
    length,
    width,
  ]);
}
