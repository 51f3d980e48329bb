import { OptionError, slice, type Tensor } from '@heed/core';

/**
 * The last positions of states or logits: [batch, length, …] → [batch, count, …]. A prompt of thousands of tokens then
 * costs the logits of one.
 *
 * @param count All, where it is undefined or more than there are.
 * @throws {OptionError} for less than 1.
 */
export function lastPositions(x: Tensor, count: number | undefined): Tensor {
  const [, length = 0] = x.shape;
  if (count === undefined) return x;
  if (!Number.isInteger(count) || count < 1) {
    throw new OptionError(`lastPositions must be a whole number from 1, got ${count}`);
  }
  return count >= length ? x : slice(x, { axis: 1, start: length - count });
}
