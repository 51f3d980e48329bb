import {
  DTypeError,
  greaterEqual,
  logicalAnd,
  reshape,
  ShapeError,
  showShape,
  type Tensor,
  tensor,
} from '@heed/core';

/**
 * The causal mask, anchored lower right: query i stands at position `keys − queries + i` and attends to all keys
 * up to there. Boolean [1, 1, queries, keys], true = attend.
 *
 * Attention modules take `causal: true`, which is faster; the mask is for combining and for looking at.
 *
 * @example
 * ```ts
 * import { causalMask } from '@heed/attention';
 * console.log(causalMask(2, 3).toString()); // [[true, true, false], [true, true, true]]
 * ```
 */
export function causalMask(queries: number, keys: number): Tensor {
  const data = Array.from({ length: queries * keys }, (_, at) => {
    const query = keys - queries + Math.floor(at / keys);
    return at % keys <= query ? 1 : 0;
  });
  return tensor(data, { shape: [1, 1, queries, keys], dtype: 'bool' });
}

/**
 * The mask that keeps padding out, from the number of real tokens in each row: boolean [batch, 1, 1, length],
 * true = attend.
 *
 * @param lengths int32 [batch], or plain numbers.
 * @param length Width of the padded batch.
 *
 * @example
 * ```ts
 * import { paddingMask } from '@heed/attention';
 * console.log(paddingMask([2, 3], 3).shape); // [2, 1, 1, 3]
 * ```
 */
export function paddingMask(lengths: Tensor | readonly number[], length: number): Tensor {
  const counts = Array.isArray(lengths) ? tensor([...lengths], { dtype: 'int32' }) : lengths;
  if (!isTensor(counts) || counts.dtype !== 'int32' || counts.rank !== 1) {
    throw new DTypeError('paddingMask: lengths must be int32 of shape [batch]');
  }
  const last = tensor(
    Array.from({ length }, (_, position) => position + 1),
    { shape: [1, 1, 1, length], dtype: 'int32' },
  );
  return greaterEqual(reshape(counts, [counts.size, 1, 1, 1]), last);
}

function isTensor(value: Tensor | readonly number[]): value is Tensor {
  return !Array.isArray(value);
}

/**
 * Combines masks: a pair of query and key stays where every mask is true. Absent masks count as all true.
 *
 * @throws {DTypeError} for a mask that is not boolean.
 * @throws {ShapeError} for masks that do not have four axes.
 *
 * @example
 * ```ts
 * import { causalMask, combineMasks, paddingMask } from '@heed/attention';
 * const mask = combineMasks(causalMask(3, 3), paddingMask([2, 3], 3)); // [2, 1, 3, 3]
 * ```
 */
export function combineMasks(...masks: readonly (Tensor | undefined)[]): Tensor | undefined {
  let combined: Tensor | undefined;
  for (const mask of masks) {
    if (mask === undefined) continue;
    if (mask.dtype !== 'bool') {
      throw new DTypeError(
        `combineMasks: a mask is boolean (true = attend), got ${mask.dtype}; numbers go in bias`,
      );
    }
    if (mask.rank !== 4) {
      throw new ShapeError(
        `combineMasks: a mask has axes [batch, heads, queries, keys], got ${showShape(mask.shape)}`,
      );
    }
    combined = combined === undefined ? mask : logicalAnd(combined, mask);
  }
  return combined;
}
