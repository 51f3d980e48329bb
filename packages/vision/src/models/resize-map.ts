import { reshape, type Tensor, transpose } from '@heed/core';
import { interpolatePositions } from '../patches/interpolate-positions.ts';
import type { Size } from '../patches/size.ts';

/** A map in another size, bilinear: [batch, channels, rows, columns] → [batch, channels, …size]. */
export function resizeMap(map: Tensor, size: Size): Tensor {
  const [batch = 0, channels = 0, rows = 0, columns = 0] = map.shape;
  if (rows === size[0] && columns === size[1]) return map;
  const flat = reshape(transpose(map, [2, 3, 0, 1]), [1, rows * columns, batch * channels]);
  const resized = interpolatePositions(flat, { from: [rows, columns], to: size, filter: 'bilinear' });
  return transpose(reshape(resized, [...size, batch, channels]), [2, 3, 0, 1]);
}
