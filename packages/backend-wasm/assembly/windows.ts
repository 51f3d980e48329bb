import { clearRun, copyRun } from './runs';
import { get, parallel, put } from './pool';

// The windows of a convolution (im2col) and their sum back (col2im). A tile is one channel of one picture; within it a
// row of the columns reads one row of the picture, at one offset and with one stride.

const HEIGHT: usize = 2;
const WIDTH: usize = 3;
const KERNEL_HEIGHT: usize = 4;
const KERNEL_WIDTH: usize = 5;
const STRIDE_Y: usize = 6;
const STRIDE_X: usize = 7;
const PADDING_Y: usize = 8;
const PADDING_X: usize = 9;
const DILATION_Y: usize = 10;
const DILATION_X: usize = 11;
const ROWS: usize = 12;
const COLUMNS: usize = 13;

/** The first place at which a window's element, `start` columns to the right of the window's place, is inside. */
// @ts-ignore: decorator
@inline
function firstInside(start: i32): i32 {
  const stride = get<i32>(STRIDE_X);
  return start >= 0 ? 0 : min((stride - 1 - start) / stride, get<i32>(COLUMNS));
}

/** The place behind the last one that is inside. */
// @ts-ignore: decorator
@inline
function endInside(start: i32, first: i32): i32 {
  const width = get<i32>(WIDTH);
  return start >= width ? first : max(first, min((width - 1 - start) / get<i32>(STRIDE_X) + 1, get<i32>(COLUMNS)));
}

/** One row of places for one element of the window: read from a picture's row. */
// @ts-ignore: decorator
@inline
function readRow(picture: usize, target: usize, start: i32): void {
  const first = firstInside(start);
  const end = endInside(start, first);
  const step = <usize>get<i32>(STRIDE_X) << 2;
  clearRun(target, <usize>first << 2);
  let from = picture + (<usize>start << 2) + <usize>first * step;
  let to = target + (<usize>first << 2);
  const stop = target + (<usize>end << 2);
  if (step == 4) copyRun(to, from, stop - to);
  else {
    for (; to < stop; to += 4) {
      store<u32>(to, load<u32>(from));
      from += step;
    }
  }
  clearRun(stop, <usize>(get<i32>(COLUMNS) - end) << 2);
}

/** The same back: what the places hold is added to the picture's row. */
// @ts-ignore: decorator
@inline
function addRow(picture: usize, source: usize, start: i32): void {
  const first = firstInside(start);
  const step = <usize>get<i32>(STRIDE_X) << 2;
  let to = picture + (<usize>start << 2) + <usize>first * step;
  let from = source + (<usize>first << 2);
  for (const stop = source + (<usize>endInside(start, first) << 2); from < stop; from += 4) {
    store<f32>(to, load<f32>(to) + load<f32>(from));
    to += step;
  }
}

/** Walks one channel; `reads`: from picture to columns, else the sum back. */
// @ts-ignore: decorator
@inline
function walk(picture: usize, columns: usize, reads: bool): void {
  const height = get<i32>(HEIGHT);
  const rows = get<i32>(ROWS);
  const line = <usize>get<i32>(COLUMNS) << 2;
  const row = <usize>get<i32>(WIDTH) << 2;
  for (let ky = 0; ky < get<i32>(KERNEL_HEIGHT); ky++) {
    for (let kx = 0; kx < get<i32>(KERNEL_WIDTH); kx++) {
      const start = kx * get<i32>(DILATION_X) - get<i32>(PADDING_X);
      for (let i = 0; i < rows; i++) {
        const y = i * get<i32>(STRIDE_Y) - get<i32>(PADDING_Y) + ky * get<i32>(DILATION_Y);
        const inside = y >= 0 && y < height;
        if (reads) {
          if (inside) readRow(picture + <usize>y * row, columns, start);
          else clearRun(columns, line);
        } else if (inside) addRow(picture + <usize>y * row, columns, start);
        columns += line;
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function area(): usize {
  return (<usize>get<i32>(HEIGHT) * <usize>get<i32>(WIDTH)) << 2;
}

// @ts-ignore: decorator
@inline
function taken(): usize {
  const places = <usize>get<i32>(ROWS) * <usize>get<i32>(COLUMNS);
  return (<usize>get<i32>(KERNEL_HEIGHT) * <usize>get<i32>(KERNEL_WIDTH) * places) << 2;
}

function unfoldTile(tile: i32): void {
  walk(get<usize>(0) + <usize>tile * area(), get<usize>(1) + <usize>tile * taken(), true);
}

function foldTile(tile: i32): void {
  const picture = get<usize>(0) + <usize>tile * area();
  memory.fill(picture, 0, area());
  walk(picture, get<usize>(1) + <usize>tile * taken(), false);
}

/** The window, for {@link unfold} and {@link fold}; rows and columns are the places that it takes. */
export function windows(
  height: i32,
  width: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideY: i32,
  strideX: i32,
  paddingY: i32,
  paddingX: i32,
  dilationY: i32,
  dilationX: i32,
  rows: i32,
  columns: i32,
): void {
  put<i32>(HEIGHT, height);
  put<i32>(WIDTH, width);
  put<i32>(KERNEL_HEIGHT, kernelHeight);
  put<i32>(KERNEL_WIDTH, kernelWidth);
  put<i32>(STRIDE_Y, strideY);
  put<i32>(STRIDE_X, strideX);
  put<i32>(PADDING_Y, paddingY);
  put<i32>(PADDING_X, paddingX);
  put<i32>(DILATION_Y, dilationY);
  put<i32>(DILATION_X, dilationX);
  put<i32>(ROWS, rows);
  put<i32>(COLUMNS, columns);
}

/** Pictures [channels, height, width] to columns [channels, kernel, places]. */
export function unfold(picture: usize, columns: usize, channels: i32): void {
  put<usize>(0, picture);
  put<usize>(1, columns);
  parallel(unfoldTile, channels);
}

/** The sum of columns into the pictures that they would have been read from. */
export function fold(picture: usize, columns: usize, channels: i32): void {
  put<usize>(0, picture);
  put<usize>(1, columns);
  parallel(foldTile, channels);
}
