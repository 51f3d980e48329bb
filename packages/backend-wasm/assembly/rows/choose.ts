import { loadPartial, max4 } from '../lanes';
import { get, parallel, put } from '../pool';
import { rowsPerTile } from './shared';

// The largest of each row: its value, its place, or the first k of both. NaN counts as largest, as in PyTorch.

/** The smallest is the largest of the negated row; a flip of the sign bit loses nothing. */
function extremeTile(tile: i32): void {
  const rows = get<i32>(2);
  const width = get<i32>(3);
  const flip = i32x4.splat(get<i32>(4));
  const whole = <usize>(width & ~3) << 2;
  const left = <usize>(width & 3);
  const first = tile * rowsPerTile(width);
  for (let i = first; i < min(first + rowsPerTile(width), rows); i++) {
    const x = get<usize>(0) + ((<usize>i * <usize>width) << 2);
    let most = f32x4.splat(-Infinity);
    let second = most;
    let third = most;
    let fourth = most;
    let at: usize = 0;
    // A maximum that minds NaN is several instructions, each of which waits for the one before.
    for (; at + 64 <= whole; at += 64) {
      most = f32x4.max(most, v128.xor(v128.load(x + at), flip));
      second = f32x4.max(second, v128.xor(v128.load(x + at, 16), flip));
      third = f32x4.max(third, v128.xor(v128.load(x + at, 32), flip));
      fourth = f32x4.max(fourth, v128.xor(v128.load(x + at, 48), flip));
    }
    most = f32x4.max(f32x4.max(most, second), f32x4.max(third, fourth));
    for (; at < whole; at += 16) most = f32x4.max(most, v128.xor(v128.load(x + at), flip));
    if (left != 0) {
      // The padding is a number of the row, so that it cannot win.
      const padding = load<f32>(x + whole);
      most = f32x4.max(most, v128.xor(loadPartial(x + whole, left, padding), flip));
    }
    const value = v128.xor(f32x4.splat(max4(most)), flip);
    store<f32>(get<usize>(1) + (<usize>i << 2), f32x4.extract_lane(value, 0));
  }
}

/** `y[i] = max x[i, ·]`, or min; NaN where the row has one. */
export function extremeRows(x: usize, y: usize, rows: i32, width: i32, smallest: bool): void {
  put<usize>(0, x);
  put<usize>(1, y);
  put<i32>(2, rows);
  put<i32>(3, width);
  put<i32>(4, smallest ? <i32>0x80000000 : 0);
  parallel(extremeTile, (rows + rowsPerTile(width) - 1) / rowsPerTile(width));
}

/** Columns of one tile of {@link extremeColumns}. */
const COLUMNS: i32 = 64;

function extremeColumnsTile(tile: i32): void {
  const rows = get<i32>(2);
  const width = get<i32>(3);
  const flip = i32x4.splat(get<i32>(4));
  const across = (width + COLUMNS - 1) / COLUMNS;
  const first = (tile % across) * COLUMNS;
  const last = min(first + COLUMNS, width);
  const step = <usize>width << 2;
  const x = get<usize>(0) + <usize>(tile / across) * <usize>rows * step;
  const y = get<usize>(1) + <usize>(tile / across) * step;
  let j = first;
  for (; j + 4 <= last; j += 4) {
    let at = x + (<usize>j << 2);
    let most = v128.xor(v128.load(at), flip);
    for (let i = 1; i < rows; i++) {
      at += step;
      most = f32x4.max(most, v128.xor(v128.load(at), flip));
    }
    v128.store(y + (<usize>j << 2), v128.xor(most, flip));
  }
  for (; j < last; j++) {
    let at = x + (<usize>j << 2);
    let most = v128.xor(v128.load32_splat(at), flip);
    for (let i = 1; i < rows; i++) {
      at += step;
      most = f32x4.max(most, v128.xor(v128.load32_splat(at), flip));
    }
    v128.store32_lane(y + (<usize>j << 2), v128.xor(most, flip), 0);
  }
}

/** `y[o, j] = maxᵢ x[o, i, j]`, or min; NaN where one is. At least one row. */
export function extremeColumns(x: usize, y: usize, outer: i32, rows: i32, width: i32, smallest: bool): void {
  put<usize>(0, x);
  put<usize>(1, y);
  put<i32>(2, rows);
  put<i32>(3, width);
  put<i32>(4, smallest ? <i32>0x80000000 : 0);
  parallel(extremeColumnsTile, outer * ((width + COLUMNS - 1) / COLUMNS));
}

/** True when `a` comes before `b` in an order with the largest first. */
// @ts-ignore: decorator
@inline
function before(a: f32, b: f32): bool {
  return a > b || (a != a && b == b);
}

/** The next place from `j` on, in steps of eight, where one of eight elements is before `last`; or where fewer are left. */
// @ts-ignore: decorator
@inline
function nextBefore(x: usize, j: i32, width: i32, last: f32): i32 {
  const lanes = f32x4.splat(last);
  // Nothing is before NaN, and NaN is before all else; where `last` is NaN the search merely finds more than it need.
  for (; j + 8 <= width; j += 8) {
    const a = v128.load(x + (<usize>j << 2));
    const b = v128.load(x + (<usize>j << 2), 16);
    if (!i32x4.all_true(v128.and(f32x4.le(a, lanes), f32x4.le(b, lanes)))) return j;
  }
  return j;
}

/**
 * Puts an element into the place of the top of a heap, whose top is the last of its elements in the order of the
 * largest first, of equals the earlier first.
 */
// @ts-ignore: decorator
@inline
function replaceTop(values: usize, places: usize, size: i32, top: i32, value: f32, place: i32): void {
  let at = top;
  for (let child = 2 * at + 1; child < size; child = 2 * at + 1) {
    let other = load<f32>(values + (<usize>child << 2));
    let its = load<i32>(places + (<usize>child << 2));
    if (child + 1 < size) {
      const next = load<f32>(values + (<usize>child << 2), 4);
      const nexts = load<i32>(places + (<usize>child << 2), 4);
      if (before(other, next) || (!before(next, other) && nexts > its)) {
        child++;
        other = next;
        its = nexts;
      }
    }
    if (before(other, value) || (!before(value, other) && its < place)) break;
    store<f32>(values + (<usize>at << 2), other);
    store<i32>(places + (<usize>at << 2), its);
    at = child;
  }
  store<f32>(values + (<usize>at << 2), value);
  store<i32>(places + (<usize>at << 2), place);
}

/** Keeps the k first of a row in a heap; where none of eight elements is before its top, all eight are passed by. */
function topTile(tile: i32): void {
  const rows = get<i32>(3);
  const width = get<i32>(4);
  const k = get<i32>(5);
  const first = tile * rowsPerTile(width);
  for (let i = first; i < min(first + rowsPerTile(width), rows); i++) {
    const x = get<usize>(0) + ((<usize>i * <usize>width) << 2);
    const values = get<usize>(1) + ((<usize>i * <usize>k) << 2);
    const places = get<usize>(2) + ((<usize>i * <usize>k) << 2);
    for (let j = k - 1; j >= 0; j--) replaceTop(values, places, k, j, load<f32>(x + (<usize>j << 2)), j);
    for (let j = k; j < width; ) {
      j = nextBefore(x, j, width, load<f32>(values));
      for (const stop = min(j + 8, width); j < stop; j++) {
        const value = load<f32>(x + (<usize>j << 2));
        if (before(value, load<f32>(values))) replaceTop(values, places, k, 0, value, j);
      }
    }
    // The last of all goes to the end, the last of the others before it, and so on.
    for (let j = k - 1; j > 0; j--) {
      const value = load<f32>(values + (<usize>j << 2));
      const place = load<i32>(places + (<usize>j << 2));
      store<f32>(values + (<usize>j << 2), load<f32>(values));
      store<i32>(places + (<usize>j << 2), load<i32>(places));
      replaceTop(values, places, j, 0, value, place);
    }
  }
}

/** The k first values of each row, largest first, and their places; of equal ones the earlier is first. */
export function topRows(x: usize, values: usize, places: usize, rows: i32, width: i32, k: i32): void {
  put<usize>(0, x);
  put<usize>(1, values);
  put<usize>(2, places);
  put<i32>(3, rows);
  put<i32>(4, width);
  put<i32>(5, k);
  parallel(topTile, (rows + rowsPerTile(width) - 1) / rowsPerTile(width));
}
