import { gather, reshape, type Tensor, tensor, to, transpose } from '@heed/core';
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

/**
 * A map or mask in another size, its nearest places: […, rows, columns] → […, …size], as PyTorch's `interpolate` in the mode
 * `nearest` has it, which rounds the step to float32.
 */
export function nearestMap(map: Tensor, size: Size): Tensor {
  return size.reduce((x, count, at) => {
    const axis = map.rank - 2 + at;
    const length = x.shape[axis] ?? 0;
    if (length === count) return x;
    const step = Math.fround(length / count);
    const places = Int32Array.from({ length: count }, (_, place) =>
      Math.min(Math.floor(Math.fround(place * step)), length - 1),
    );
    return gather(x, to(tensor(places), x.backend), { axis });
  }, map);
}
