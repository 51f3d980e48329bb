import { concat, pad, reshape, slice, type Tensor, tensor, transpose } from '@heed/core';
import type { Size } from '../../patches/size.ts';

/** Cuts a map into square windows: [batch, height, width, channels] → [batch · windows, side², channels]. */
export function cutWindows(map: Tensor, side: number): Tensor {
  const [batch = 0, height = 0, width = 0, channels = 0] = map.shape;
  const cut = reshape(map, [batch, height / side, side, width / side, side, channels]);
  const windows = (batch * height * width) / side ** 2;
  return reshape(transpose(cut, [0, 1, 3, 2, 4, 5]), [windows, side * side, channels]);
}

/** Undoes {@link cutWindows}. */
export function joinWindows(windows: Tensor, side: number, [height, width]: Size): Tensor {
  const channels = windows.shape[2] ?? 0;
  const batch = windows.size / Math.max(height * width * channels, 1);
  const cut = reshape(windows, [batch, height / side, width / side, side, side, channels]);
  return reshape(transpose(cut, [0, 1, 3, 2, 4, 5]), [batch, height, width, channels]);
}

/** Moves a map by rows and columns, what leaves at one side entering at the other: PyTorch's `roll` by −shift. */
export function rollMap(map: Tensor, shift: number): Tensor {
  return [1, 2].reduce((current, axis) => {
    const length = current.shape[axis] ?? 0;
    const start = ((shift % length) + length) % length;
    if (start === 0) return current;
    return concat([slice(current, { axis, start }), slice(current, { axis, end: start })], { axis });
  }, map);
}

/** Zeros below and to the right, up to multiples of the window. */
export function padToWindows(map: Tensor, side: number): Tensor {
  return [1, 2].reduce((current, axis) => {
    const after = (side - ((current.shape[axis] ?? 0) % side)) % side;
    return after === 0 ? current : pad(current, { axis, after });
  }, map);
}

/**
 * Who may look at whom in windows of a map that was rolled: only patches that are neighbours in the picture, too. Boolean
 * [windows, 1, side², side²].
 */
export function shiftedMask([height, width]: Size, side: number, shift: number): Tensor {
  const region = (at: number, length: number): number =>
    Number(at >= length - side) + Number(at >= length - shift);
  const [down, across] = [height / side, width / side];
  const places = side * side;
  const mask = new Uint8Array(down * across * places * places);
  for (let window = 0; window < down * across; window++) {
    const [top, left] = [Math.floor(window / across) * side, (window % across) * side];
    const regions = Array.from({ length: places }, (_, at) => {
      return 3 * region(top + Math.floor(at / side), height) + region(left + (at % side), width);
    });
    for (const [query, own] of regions.entries()) {
      const start = (window * places + query) * places;
      for (const [key, other] of regions.entries()) mask[start + key] = own === other ? 1 : 0;
    }
  }
  return tensor(mask, { shape: [down * across, 1, places, places], dtype: 'bool' });
}
