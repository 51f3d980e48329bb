import { pad, reshape, slice, type Tensor } from '@heed/core';

/**
 * From scores by distance to scores by key (the shift of Dai et al. 2019, appendix B): column t of row i, which
 * belongs to distance `S − 1 − t`, moves to key `j = t − (L − 1 − i)`. One column more makes rows of T + 1 numbers;
 * read in rows of T, each begins one later than the row above. [batch, heads, L, T] → [batch, heads, L, S].
 */
export function shiftRows(scores: Tensor, keys: number): Tensor {
  const [batch = 0, heads = 0, length = 0, distances = 0] = scores.shape;
  if (length === 0) return reshape(scores, [batch, heads, length, keys]);
  const widened = pad(scores, { axis: 3, after: 1 });
  const flat = reshape(widened, [batch, heads, length * (distances + 1)]);
  const start = length - 1;
  const shifted = slice(flat, { axis: 2, start, end: start + length * distances });
  return slice(reshape(shifted, [batch, heads, length, distances]), { axis: 3, end: keys });
}
