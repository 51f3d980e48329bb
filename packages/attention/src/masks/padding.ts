import { DTypeError, greaterEqual, reshape, showShape, Tensor, tensor, tidy, to } from '@heed/core';
import { consecutive } from './mask-from.ts';

/**
 * The mask that keeps padding out, from the number of real tokens in each row: boolean [batch, 1, 1, length],
 * true = attend.
 *
 * @param lengths int32 [batch], or plain numbers.
 * @param length Width of the padded batch.
 * @throws {DTypeError} for lengths of another type or rank.
 *
 * @example
 * ```ts
 * import { paddingMask } from '@heed/attention';
 * console.log(paddingMask([2, 3], 3).shape); // [2, 1, 1, 3]
 * ```
 */
export function paddingMask(lengths: Tensor | readonly number[], length: number): Tensor {
  return firstKeys('paddingMask', lengths, length);
}

/** The first keys of each row: boolean [batch, 1, 1, keys]. */
export function firstKeys(name: string, lengths: Tensor | readonly number[], keys: number): Tensor {
  return tidy(() => {
    const counts = lengths instanceof Tensor ? lengths : tensor([...lengths], { dtype: 'int32' });
    if (counts.dtype !== 'int32' || counts.rank !== 1) {
      throw new DTypeError(
        `${name}: lengths must be int32 of shape [batch], got ${counts.dtype} ${showShape(counts.shape)}`,
      );
    }
    const last = tensor(consecutive(1, keys), { shape: [1, 1, 1, keys], dtype: 'int32' });
    return greaterEqual(reshape(counts, [counts.size, 1, 1, 1]), to(last, counts.backend));
  });
}
