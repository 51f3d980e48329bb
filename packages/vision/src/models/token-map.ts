import { reshape, type Tensor, transpose } from '@heed/core';
import type { Size } from '../patches/size.ts';

/** [batch, channels, rows, columns] → [batch, rows · columns, channels] */
export function toTokens(map: Tensor): Tensor {
  const [batch = 0, channels = 0, rows = 0, columns = 0] = map.shape;
  return transpose(reshape(map, [batch, channels, rows * columns]), [0, 2, 1]);
}

/** [batch, rows · columns, channels] → [batch, channels, rows, columns] */
export function toMap(tokens: Tensor, [rows, columns]: Size): Tensor {
  const [batch = 0, , channels = 0] = tokens.shape;
  return reshape(transpose(tokens, [0, 2, 1]), [batch, channels, rows, columns]);
}
