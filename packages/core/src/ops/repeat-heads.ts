import { ShapeError } from '../errors.ts';
import { tidy } from '../memory/scope.ts';
import { asTensor, type TensorLike } from '../op.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { broadcastTo } from './broadcast-to.ts';
import { reshape } from './reshape.ts';

/**
 * Repeats each key or value head for the query heads that it serves, next to each other: query head h reads head
 * `floor(h / (heads / own))`. [batch, own, length, width] → [batch, heads, length, width].
 *
 * @param heads A multiple of the heads that there are.
 * @throws {ShapeError} when the heads do not divide.
 *
 * @example
 * ```ts
 * import { ones, repeatHeads } from '@heed/core';
 * console.log(repeatHeads(ones([1, 2, 3, 4]), 6).shape); // [1, 6, 3, 4]
 * ```
 */
export function repeatHeads(x: TensorLike, heads: number): Tensor {
  const given = asTensor(x);
  const [batch = 0, own = 0, length = 0, width = 0] = given.shape;
  if (given.rank !== 4 || (own !== heads && !Number.isInteger(heads / own))) {
    throw new ShapeError(
      `repeatHeads: needs [batch, heads, length, width] with heads that divide ${heads}, got ${showShape(given.shape)}`,
    );
  }
  if (own === heads) return given;
  return tidy(() => {
    const grouped = reshape(given, [batch, own, 1, length, width]);
    const repeated = broadcastTo(grouped, [batch, own, heads / own, length, width]);
    return reshape(repeated, [batch, heads, length, width]);
  });
}
