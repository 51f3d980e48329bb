import { checkKind, checkWhole, slice, type Tensor } from '@heed/core';

/**
 * The last positions of states or logits: [batch, length, …] → [batch, count, …]. A prompt of thousands of tokens then
 * costs the logits of one.
 *
 * @param count All, where it is undefined or more than there are.
 * @throws {OptionError} for less than 1.
 *
 * @example
 * ```ts
 * import { ones } from '@heed/core';
 * import { lastPositions } from '@heed/transformer';
 * console.log(lastPositions(ones([2, 5, 3]), 1).shape); // [2, 1, 3]
 * ```
 */
export function lastPositions(x: Tensor, count: number | undefined): Tensor {
  checkKind('lastPositions: x', x, 'a tensor');
  const [, length = 0] = x.shape;
  if (count === undefined) return x;
  checkWhole('lastPositions', count);
  return count >= length ? x : slice(x, { axis: 1, start: length - count });
}
