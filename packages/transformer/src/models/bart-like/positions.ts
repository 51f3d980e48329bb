import { IndexError, type Tensor } from '@heed/core';

/**
 * The number of new ids, [batch, length], after making sure that the model has positions for them.
 *
 * @throws {IndexError} naming both.
 */
export function lengthWithin(name: string, ids: Tensor, seen: number, positions: number): number {
  const length = ids.shape[1] ?? 0;
  if (seen + length > positions) {
    const tokens = seen === 0 ? `${length} tokens` : `${length} tokens after ${seen}`;
    throw new IndexError(`${name}: ${tokens}, ${positions} positions: shorten or truncate`);
  }
  return length;
}
