import {
  checkKind,
  DTypeError,
  greaterEqual,
  OptionError,
  reshape,
  showShape,
  Tensor,
  tensor,
  tidy,
  to,
} from '@heed/core';
import { consecutive } from './mask-from.ts';

/**
 * The mask that keeps padding out, from the number of real tokens in each row: boolean [batch, 1, 1, length],
 * true = attend.
 *
 * @param lengths int32 [batch], or plain numbers.
 * @param length Width of the padded batch.
 * @throws {DTypeError} for lengths of another type or rank.
 * @throws {OptionError} for plain numbers outside 0…length.
 *
 * @example
 * ```ts
 * import { paddingMask } from '@heed/attention';
 * console.log(paddingMask([2, 3], 3).shape); // [2, 1, 1, 3]
 * ```
 */
export function paddingMask(lengths: Tensor | readonly number[], length: number): Tensor {
  if (!(lengths instanceof Tensor)) checkLengths(lengths, length);
  return firstKeys('paddingMask', lengths, length);
}

/** The first keys of each row: boolean [batch, 1, 1, keys]. */
export function firstKeys(name: string, lengths: Tensor | readonly number[], keys: number): Tensor {
  if (!(lengths instanceof Tensor)) checkKind(`${name}: lengths`, lengths, 'a list');
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

/** Plain lengths, which must lie inside the batch; those of a tensor are not read for it. */
function checkLengths(lengths: readonly number[], most: number): void {
  checkKind('paddingMask: lengths', lengths, 'a list');
  for (const [row, length] of lengths.entries()) {
    if (Number.isInteger(length) && length >= 0 && length <= most) continue;
    throw new OptionError(
      `paddingMask: the length of row ${row} must be a whole number of 0…${most}, got ${length}`,
    );
  }
}
