import { addWide, sum2 } from '../lanes';
import { get, parallel, put } from '../pool';

// Kernels that move or add whole rows: embedding, its gradient, column sums, exchange of two axes.

function embeddingTile(tile: i32): void {
  const bytes = <usize>get<i32>(4) << 2;
  const end = min((tile + 1) * 64, get<i32>(3));
  for (let i = tile * 64; i < end; i++) {
    const id = load<i32>(get<usize>(1) + (<usize>i << 2));
    memory.copy(get<usize>(2) + <usize>i * bytes, get<usize>(0) + <usize>id * bytes, bytes);
  }
}

/** Row `ids[i]` of the table becomes row i of `y`. Ids are checked by the host. */
export function embedding(table: usize, ids: usize, y: usize, count: i32, width: i32): void {
  put<usize>(0, table);
  put<usize>(1, ids);
  put<usize>(2, y);
  put<i32>(3, count);
  put<i32>(4, width);
  parallel(embeddingTile, (count + 63) / 64);
}

const COLUMNS: i32 = 32;

/** Threads share the columns, not the rows, so that repeated ids need no locks and the order of sums is fixed. */
function embeddingGradientTile(tile: i32): void {
  const width = get<i32>(4);
  const first = tile * COLUMNS;
  const last = min(first + COLUMNS, width);
  for (let i = 0; i < get<i32>(3); i++) {
    const id = load<i32>(get<usize>(0) + (<usize>i << 2));
    if (id == get<i32>(5)) continue;
    const from = get<usize>(1) + ((<usize>i * <usize>width) << 2);
    const to = get<usize>(2) + ((<usize>id * <usize>width) << 2);
    let column = first;
    for (; column + 4 <= last; column += 4) {
      const at = <usize>column << 2;
      v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(from + at)));
    }
    for (; column < last; column++) {
      const at = <usize>column << 2;
      store<f32>(to + at, load<f32>(to + at) + load<f32>(from + at));
    }
  }
}

/** Adds row i of `gradient` to row `ids[i]` of `out`, which is cleared first; `padding` gets nothing. */
export function embeddingGradient(ids: usize, gradient: usize, out: usize, count: i32, width: i32, padding: i32, rows: i32): void {
  memory.fill(out, 0, (<usize>rows * <usize>width) << 2);
  put<usize>(0, ids);
  put<usize>(1, gradient);
  put<usize>(2, out);
  put<i32>(3, count);
  put<i32>(4, width);
  put<i32>(5, padding);
  parallel(embeddingGradientTile, (width + COLUMNS - 1) / COLUMNS);
}

function columnSumsTile(tile: i32): void {
  const x = get<usize>(0);
  const rows = get<i32>(2);
  const columns = get<i32>(3);
  let column = tile * COLUMNS;
  const last = min(column + COLUMNS, columns);
  for (; column + 4 <= last; column += 4) {
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    for (let row = 0; row < rows; row++) {
      const lanes = v128.load(x + ((<usize>row * <usize>columns + <usize>column) << 2));
      low = f64x2.add(low, f64x2.promote_low_f32x4(lanes));
      high = f64x2.add(high, f64x2.promote_low_f32x4(i32x4.shuffle(lanes, lanes, 2, 3, 2, 3)));
    }
    const sums = i32x4.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
    v128.store(get<usize>(1) + (<usize>column << 2), sums);
  }
  for (; column < last; column++) {
    let sum: f64 = 0;
    for (let row = 0; row < rows; row++) sum += <f64>load<f32>(x + ((<usize>row * <usize>columns + <usize>column) << 2));
    store<f32>(get<usize>(1) + (<usize>column << 2), <f32>sum);
  }
}

/** `y[c] = Σ_r x[r, c]`, in float64. */
export function columnSums(x: usize, y: usize, rows: i32, columns: i32): void {
  put<usize>(0, x);
  put<usize>(1, y);
  put<i32>(2, rows);
  put<i32>(3, columns);
  parallel(columnSumsTile, (columns + COLUMNS - 1) / COLUMNS);
}

function swapTile(tile: i32): void {
  const a = get<i32>(2);
  const b = get<i32>(3);
  const bytes = get<usize>(4);
  const item = tile / a;
  const row = tile % a;
  const base = <usize>item * <usize>a * <usize>b;
  for (let column = 0; column < b; column++) {
    const from = get<usize>(0) + (base + <usize>row * <usize>b + <usize>column) * bytes;
    const to = get<usize>(1) + (base + <usize>column * <usize>a + <usize>row) * bytes;
    memory.copy(to, from, bytes);
  }
}

/** [batch, a, b, inner] → [batch, b, a, inner], `bytes` of inner elements moved at once. */
export function swapAxes(x: usize, y: usize, batch: i32, a: i32, b: i32, bytes: usize): void {
  put<usize>(0, x);
  put<usize>(1, y);
  put<i32>(2, a);
  put<i32>(3, b);
  put<usize>(4, bytes);
  parallel(swapTile, batch * a);
}

const CHUNK: i32 = 65536;

function squaresTile(tile: i32): void {
  const x = get<usize>(0);
  const end = min((tile + 1) * CHUNK, get<i32>(2));
  const inverse = get<f32>(3);
  let total = f64x2.splat(0);
  let i = tile * CHUNK;
  for (; i + 4 <= end; i += 4) {
    const lanes = f32x4.mul(v128.load(x + (<usize>i << 2)), f32x4.splat(inverse));
    total = addWide(total, f32x4.mul(lanes, lanes));
  }
  let sum = sum2(total);
  for (; i < end; i++) {
    const value = load<f32>(x + (<usize>i << 2)) * inverse;
    sum += <f64>(value * value);
  }
  store<f64>(get<usize>(1) + (<usize>tile << 3), sum);
}

/** The largest |x|; NaN if one is NaN. */
export function largestMagnitude(x: usize, n: i32): f32 {
  let four = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= n; i += 4) four = f32x4.max(four, f32x4.abs(v128.load(x + (<usize>i << 2))));
  let largest = max<f32>(
    max<f32>(f32x4.extract_lane(four, 0), f32x4.extract_lane(four, 1)),
    max<f32>(f32x4.extract_lane(four, 2), f32x4.extract_lane(four, 3)),
  );
  for (; i < n; i++) largest = max<f32>(largest, abs<f32>(load<f32>(x + (<usize>i << 2))));
  return largest;
}

/** Σ (x · inverse)²; `partial`: room for a float64 per 65,536 elements. */
export function scaledSquares(x: usize, n: i32, inverse: f32, partial: usize): f64 {
  put<usize>(0, x);
  put<usize>(1, partial);
  put<i32>(2, n);
  put<f32>(3, inverse);
  const tiles = (n + CHUNK - 1) / CHUNK;
  parallel(squaresTile, tiles);
  let sum: f64 = 0;
  for (let tile = 0; tile < tiles; tile++) sum += load<f64>(partial + (<usize>tile << 3));
  return sum;
}
