import { reshape, ShapeError, showShape, type Tensor, transpose } from '@heed/core';

/**
 * Cuts states into heads: [batch, length, heads · headDimension] → [batch, heads, length, headDimension].
 *
 * @throws {ShapeError} when the width does not divide into heads.
 *
 * @example
 * ```ts
 * import { splitHeads } from '@heed/attention';
 * import { ones } from '@heed/core';
 * console.log(splitHeads(ones([1, 5, 12]), 3).shape); // [1, 3, 5, 4]
 * ```
 */
export function splitHeads(states: Tensor, heads: number): Tensor {
  const [batch = 0, length = 0, width = 0] = states.shape;
  if (states.rank !== 3 || width % heads !== 0) {
    throw new ShapeError(
      `splitHeads: expected [batch, length, ${heads} · headDimension], got ${showShape(states.shape)}`,
    );
  }
  // One position, as in each step of decoding, needs no change of order.
  if (length === 1) return reshape(states, [batch, heads, 1, width / heads]);
  return transpose(reshape(states, [batch, length, heads, width / heads]), [0, 2, 1, 3]);
}

/**
 * Puts heads side by side again: [batch, heads, length, headDimension] → [batch, length, heads · headDimension].
 *
 * @example
 * ```ts
 * import { joinHeads } from '@heed/attention';
 * import { ones } from '@heed/core';
 * console.log(joinHeads(ones([1, 3, 5, 4])).shape); // [1, 5, 12]
 * ```
 */
export function joinHeads(x: Tensor): Tensor {
  const [batch = 0, heads = 0, length = 0, dimension = 0] = x.shape;
  const ordered = length === 1 ? x : transpose(x, [0, 2, 1, 3]);
  return reshape(ordered, [batch, length, heads * dimension]);
}
