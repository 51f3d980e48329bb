import { loadPartial, max4, sum2 } from './lanes';
import { numberTiles, recordOf } from './list';
import { get, parallel, put } from './pool';
import { rowSum, rowsPerTile } from './rows/shared';

// Sums. Every sum runs in float64 and in an order that the sizes alone decide.

function sumRowsTile(tile: i32): void {
  const rows = get<i32>(2);
  const width = get<i32>(3);
  const first = tile * rowsPerTile(width);
  for (let i = first; i < min(first + rowsPerTile(width), rows); i++) {
    const total = rowSum(get<usize>(0) + ((<usize>i * <usize>width) << 2), width);
    store<f32>(get<usize>(1) + (<usize>i << 2), <f32>total);
  }
}

/** `y[i] = Σ x[i, ·]`: sums over the last axis. */
export function sumRows(x: usize, y: usize, rows: i32, width: i32): void {
  put<usize>(0, x);
  put<usize>(1, y);
  put<i32>(2, rows);
  put<i32>(3, width);
  parallel(sumRowsTile, (rows + rowsPerTile(width) - 1) / rowsPerTile(width));
}

/** Columns that one tile adds up. */
const COLUMNS: i32 = 64;

/** Eight columns at once, in four float64 vectors. */
// @ts-ignore: decorator
@inline
function eightColumns(x: usize, y: usize, rows: i32, step: usize): void {
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (let i = 0; i < rows; i++) {
    const a = v128.load(x);
    const b = v128.load(x, 16);
    s0 = f64x2.add(s0, f64x2.promote_low_f32x4(a));
    s1 = f64x2.add(s1, f64x2.promote_low_f32x4(i32x4.shuffle(a, a, 2, 3, 2, 3)));
    s2 = f64x2.add(s2, f64x2.promote_low_f32x4(b));
    s3 = f64x2.add(s3, f64x2.promote_low_f32x4(i32x4.shuffle(b, b, 2, 3, 2, 3)));
    x += step;
  }
  v128.store(y, i64x2.shuffle(f32x4.demote_f64x2_zero(s0), f32x4.demote_f64x2_zero(s1), 0, 2));
  v128.store(y, i64x2.shuffle(f32x4.demote_f64x2_zero(s2), f32x4.demote_f64x2_zero(s3), 0, 2), 16);
}

function sumColumnsTile(tile: i32): void {
  const rows = get<i32>(2);
  const width = get<i32>(3);
  const across = (width + COLUMNS - 1) / COLUMNS;
  const outer = <usize>(tile / across);
  const first = (tile % across) * COLUMNS;
  const last = min(first + COLUMNS, width);
  const step = <usize>width << 2;
  const x = get<usize>(0) + outer * <usize>rows * step;
  const y = get<usize>(1) + outer * step;
  let j = first;
  for (; j + 8 <= last; j += 8) eightColumns(x + (<usize>j << 2), y + (<usize>j << 2), rows, step);
  for (; j < last; j++) {
    let total: f64 = 0;
    let at = x + (<usize>j << 2);
    for (let i = 0; i < rows; i++) {
      total += load<f32>(at);
      at += step;
    }
    store<f32>(y + (<usize>j << 2), <f32>total);
  }
}

/** `y[o, j] = Σᵢ x[o, i, j]`: sums over a middle or first axis. */
export function sumColumns(x: usize, y: usize, outer: i32, rows: i32, width: i32): void {
  put<usize>(0, x);
  put<usize>(1, y);
  put<i32>(2, rows);
  put<i32>(3, width);
  parallel(sumColumnsTile, outer * ((width + COLUMNS - 1) / COLUMNS));
}

/** Elements whose sum one tile takes. */
const CHUNK: i32 = 16384;

function sumAllTile(tile: i32): void {
  const size = get<i32>(2);
  const first = tile * CHUNK;
  const total = rowSum(get<usize>(0) + (<usize>first << 2), min(CHUNK, size - first));
  store<f64>(get<usize>(1) + (<usize>tile << 3), total);
}

/** Bytes that `work` of {@link sumAll} must hold. */
export function sumAllWork(size: i32): i32 {
  return 16 * max(1, (size + CHUNK - 1) / CHUNK);
}

/** The sum of all elements to `y`. */
export function sumAll(x: usize, y: usize, work: usize, size: i32): void {
  put<usize>(0, x);
  put<usize>(1, work);
  put<i32>(2, size);
  const chunks = (size + CHUNK - 1) / CHUNK;
  parallel(sumAllTile, chunks);
  let total: f64 = 0;
  for (let i = 0; i < chunks; i++) total += load<f64>(work + (<usize>i << 3));
  store<f32>(y, <f32>total);
}

/** A record of the table of {@link sumsOfSquares}: address, size, first tile. */
const RECORD: usize = 12;

function squaresTile(tile: i32): void {
  const record = recordOf(get<usize>(0), get<i32>(2), RECORD, tile);
  const first = (tile - load<i32>(record + RECORD - 4)) * CHUNK;
  const count = min(CHUNK, load<i32>(record, 4) - first);
  let x = load<usize>(record) + (<usize>first << 2);
  let total = f64x2.splat(0);
  let most = f32x4.splat(0);
  for (const end = x + (<usize>(count & ~3) << 2); x < end; x += 16) {
    const lanes = v128.load(x);
    most = f32x4.pmax(most, f32x4.abs(lanes));
    const low = f64x2.promote_low_f32x4(lanes);
    const high = f64x2.promote_low_f32x4(i32x4.shuffle(lanes, lanes, 2, 3, 2, 3));
    total = f64x2.add(total, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
  }
  const left = <usize>(count & 3);
  if (left != 0) {
    const lanes = loadPartial(x, left, 0);
    most = f32x4.pmax(most, f32x4.abs(lanes));
    const low = f64x2.promote_low_f32x4(lanes);
    const high = f64x2.promote_low_f32x4(i32x4.shuffle(lanes, lanes, 2, 3, 2, 3));
    total = f64x2.add(total, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
  }
  const target = get<usize>(1) + (<usize>tile << 4);
  store<f64>(target, sum2(total));
  store<f64>(target, <f64>max4(most), 8);
}

/**
 * `y[i] = [m, Σ (x/m)²]`, m = max |x|, of each of `count` tensors, in one pass: squares of float32 numbers neither
 * overflow nor vanish in float64, so the sum may be divided by m² afterwards. A NaN makes the sum NaN, and then m.
 * `work` holds 16 bytes per tile, of which a tensor has one for each 16,384 elements begun.
 */
export function sumsOfSquares(table: usize, count: i32, y: usize, work: usize): void {
  put<usize>(0, table);
  put<usize>(1, work);
  put<i32>(2, count);
  const tiles = numberTiles(table, count, RECORD, 4, CHUNK);
  parallel(squaresTile, tiles);
  for (let i = 0; i < count; i++) {
    const record = table + <usize>i * RECORD;
    const end = i + 1 < count ? load<i32>(record + RECORD, 8) : tiles;
    let total: f64 = 0;
    let most: f64 = 0;
    for (let tile = load<i32>(record, 8); tile < end; tile++) {
      total += load<f64>(work + (<usize>tile << 4));
      most = max(most, load<f64>(work + (<usize>tile << 4), 8));
    }
    store<f32>(y + (<usize>i << 3), total != total ? <f32>NaN : <f32>most);
    store<f32>(y + (<usize>i << 3), most == 0 ? 0 : <f32>(total / most / most), 4);
  }
}
