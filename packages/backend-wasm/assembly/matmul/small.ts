import { madd, sum4 } from '../lanes';
import { get, parallel, put } from '../pool';

// Few rows (decoding: one new token per text): B is read once and never packed, since packing would cost more
// than the product. Tiles are ranges of columns.

const COLUMNS_PER_TILE: i32 = 64;

// @ts-ignore: decorator
@inline
function elementA(a: usize, transA: bool, m: i32, k: i32, row: i32, inner: i32): usize {
  return a + ((transA ? <usize>inner * <usize>m + <usize>row : <usize>row * <usize>k + <usize>inner) << 2);
}

/** What the sum starts from: C, the bias, or 0. */
// @ts-ignore: decorator
@inline
function initial(c: usize, bias: usize, accumulate: bool, column: i32): f32 {
  if (accumulate) return load<f32>(c + (<usize>column << 2));
  return bias != 0 ? load<f32>(bias + (<usize>column << 2)) : 0;
}

/** B stored `[N, K]` and A's row contiguous: dot products, four columns and two vectors of K at a time. */
export function dotRow(a: usize, b: usize, c: usize, k: i32, first: i32, last: i32, bias: usize, accumulate: bool): void {
  const rowBytes = <usize>k << 2;
  const whole = <usize>(k & ~7) << 2;
  for (let j = first; j < last; j += 4) {
    const left = last - j;
    const b0 = b + <usize>j * rowBytes;
    const b1 = left > 1 ? b0 + rowBytes : b0;
    const b2 = left > 2 ? b1 + rowBytes : b0;
    const b3 = left > 3 ? b2 + rowBytes : b0;
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let t0 = s0;
    let t1 = s0;
    let t2 = s0;
    let t3 = s0;
    for (let offset: usize = 0; offset < whole; offset += 32) {
      const x = v128.load(a + offset);
      s0 = madd(x, v128.load(b0 + offset), s0);
      s1 = madd(x, v128.load(b1 + offset), s1);
      s2 = madd(x, v128.load(b2 + offset), s2);
      s3 = madd(x, v128.load(b3 + offset), s3);
      const y = v128.load(a + offset, 16);
      t0 = madd(y, v128.load(b0 + offset, 16), t0);
      t1 = madd(y, v128.load(b1 + offset, 16), t1);
      t2 = madd(y, v128.load(b2 + offset, 16), t2);
      t3 = madd(y, v128.load(b3 + offset, 16), t3);
    }
    let d0 = sum4(f32x4.add(s0, t0));
    let d1 = sum4(f32x4.add(s1, t1));
    let d2 = sum4(f32x4.add(s2, t2));
    let d3 = sum4(f32x4.add(s3, t3));
    for (let offset = whole; offset < rowBytes; offset += 4) {
      const x = load<f32>(a + offset);
      d0 += x * load<f32>(b0 + offset);
      d1 += x * load<f32>(b1 + offset);
      d2 += x * load<f32>(b2 + offset);
      d3 += x * load<f32>(b3 + offset);
    }
    const target = c + (<usize>j << 2);
    store<f32>(target, initial(c, bias, accumulate, j) + d0);
    if (left > 1) store<f32>(target, initial(c, bias, accumulate, j + 1) + d1, 4);
    if (left > 2) store<f32>(target, initial(c, bias, accumulate, j + 2) + d2, 8);
    if (left > 3) store<f32>(target, initial(c, bias, accumulate, j + 3) + d3, 12);
  }
}

/** Adds up the lanes and the `rest` products behind them, and stores the number of one column. */
function putDot(lanes: v128, x: usize, b: usize, rest: usize, c: usize, column: i32, bias: usize, accumulate: bool): void {
  let total = sum4(lanes);
  for (let at: usize = 0; at < rest << 2; at += 4) total += load<f32>(x + at) * load<f32>(b + at);
  store<f32>(c + (<usize>column << 2), initial(c, bias, accumulate, column) + total);
}

/**
 * The same for two rows of A at once, `a` and `a + k`: each vector of B that is loaded serves both. Sums run in another
 * order than in {@link dotRow}.
 */
function dotTwoRows(a: usize, b: usize, c: usize, n: i32, k: i32, first: i32, last: i32, bias: usize, accumulate: bool): void {
  const rowBytes = <usize>k << 2;
  const whole = <usize>(k & ~3) << 2;
  const rest = <usize>(k & 3);
  const a1 = a + rowBytes;
  const below = c + (<usize>n << 2);
  for (let j = first; j < last; j += 4) {
    const left = last - j;
    const b0 = b + <usize>j * rowBytes;
    const b1 = left > 1 ? b0 + rowBytes : b0;
    const b2 = left > 2 ? b1 + rowBytes : b0;
    const b3 = left > 3 ? b2 + rowBytes : b0;
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let t0 = s0;
    let t1 = s0;
    let t2 = s0;
    let t3 = s0;
    for (let offset: usize = 0; offset < whole; offset += 16) {
      const x = v128.load(a + offset);
      const y = v128.load(a1 + offset);
      const p0 = v128.load(b0 + offset);
      s0 = madd(x, p0, s0);
      t0 = madd(y, p0, t0);
      const p1 = v128.load(b1 + offset);
      s1 = madd(x, p1, s1);
      t1 = madd(y, p1, t1);
      const p2 = v128.load(b2 + offset);
      s2 = madd(x, p2, s2);
      t2 = madd(y, p2, t2);
      const p3 = v128.load(b3 + offset);
      s3 = madd(x, p3, s3);
      t3 = madd(y, p3, t3);
    }
    putDot(s0, a + whole, b0 + whole, rest, c, j, bias, accumulate);
    putDot(t0, a1 + whole, b0 + whole, rest, below, j, bias, accumulate);
    if (left < 2) continue;
    putDot(s1, a + whole, b1 + whole, rest, c, j + 1, bias, accumulate);
    putDot(t1, a1 + whole, b1 + whole, rest, below, j + 1, bias, accumulate);
    if (left < 3) continue;
    putDot(s2, a + whole, b2 + whole, rest, c, j + 2, bias, accumulate);
    putDot(t2, a1 + whole, b2 + whole, rest, below, j + 2, bias, accumulate);
    if (left < 4) continue;
    putDot(s3, a + whole, b3 + whole, rest, c, j + 3, bias, accumulate);
    putDot(t3, a1 + whole, b3 + whole, rest, below, j + 3, bias, accumulate);
  }
}

/** B stored `[K, N]`: scaled rows of B are added up, 16 columns at a time in registers. */
function axpyRow(a: usize, step: usize, b: usize, c: usize, n: i32, k: i32, first: i32, last: i32, bias: usize, accumulate: bool): void {
  const rowBytes = <usize>n << 2;
  let j = first;
  for (; j + 16 <= last; j += 16) {
    const target = c + (<usize>j << 2);
    const init = accumulate ? target : bias != 0 ? bias + (<usize>j << 2) : 0;
    let s0 = init != 0 ? v128.load(init) : f32x4.splat(0);
    let s1 = init != 0 ? v128.load(init, 16) : f32x4.splat(0);
    let s2 = init != 0 ? v128.load(init, 32) : f32x4.splat(0);
    let s3 = init != 0 ? v128.load(init, 48) : f32x4.splat(0);
    let x = a;
    let source = b + (<usize>j << 2);
    for (let p = 0; p < k; p++) {
      const scale = v128.load32_splat(x);
      s0 = madd(scale, v128.load(source), s0);
      s1 = madd(scale, v128.load(source, 16), s1);
      s2 = madd(scale, v128.load(source, 32), s2);
      s3 = madd(scale, v128.load(source, 48), s3);
      x += step;
      source += rowBytes;
    }
    v128.store(target, s0);
    v128.store(target, s1, 16);
    v128.store(target, s2, 32);
    v128.store(target, s3, 48);
  }
  for (; j < last; j++) {
    let total: f32 = 0;
    let x = a;
    let source = b + (<usize>j << 2);
    for (let p = 0; p < k; p++) {
      total += load<f32>(x) * load<f32>(source);
      x += step;
      source += rowBytes;
    }
    store<f32>(c + (<usize>j << 2), initial(c, bias, accumulate, j) + total);
  }
}

/** B stored `[N, K]` but A stored `[K, M]`: rare and tiny, so plain. */
function stridedRow(a: usize, step: usize, b: usize, c: usize, k: i32, first: i32, last: i32, bias: usize, accumulate: bool): void {
  for (let j = first; j < last; j++) {
    let total: f32 = 0;
    let x = a;
    const row = b + ((<usize>j * <usize>k) << 2);
    for (let p: usize = 0; p < <usize>k; p++) {
      total += load<f32>(x) * load<f32>(row + (p << 2));
      x += step;
    }
    store<f32>(c + (<usize>j << 2), initial(c, bias, accumulate, j) + total);
  }
}

/** Columns `[first, last)` of all rows. */
export function multiplyFewRows(
  a: usize,
  b: usize,
  c: usize,
  m: i32,
  n: i32,
  k: i32,
  transA: bool,
  transB: bool,
  bias: usize,
  accumulate: bool,
  first: i32,
  last: i32,
): void {
  const step: usize = transA ? <usize>m << 2 : 4;
  for (let row = 0; row < m; row++) {
    if (transB && !transA && row + 1 < m) {
      const rows = a + ((<usize>row * <usize>k) << 2);
      dotTwoRows(rows, b, c + ((<usize>row * <usize>n) << 2), n, k, first, last, bias, accumulate);
      row++;
      continue;
    }
    const start = elementA(a, transA, m, k, row, 0);
    const target = c + ((<usize>row * <usize>n) << 2);
    if (!transB) axpyRow(start, step, b, target, n, k, first, last, bias, accumulate);
    else if (step == 4) dotRow(start, b, target, k, first, last, bias, accumulate);
    else stridedRow(start, step, b, target, k, first, last, bias, accumulate);
  }
}

function columnTile(tile: i32): void {
  const n = get<i32>(4);
  const first = tile * COLUMNS_PER_TILE;
  multiplyFewRows(
    get<usize>(0),
    get<usize>(1),
    get<usize>(2),
    get<i32>(3),
    n,
    get<i32>(5),
    get<bool>(6),
    get<bool>(7),
    get<usize>(8),
    get<bool>(9),
    first,
    min(first + COLUMNS_PER_TILE, n),
  );
}

/** `C = A · B (+ bias, + C)` for few rows, spread over the threads by columns. */
export function multiplySmall(
  a: usize,
  b: usize,
  c: usize,
  m: i32,
  n: i32,
  k: i32,
  transA: bool,
  transB: bool,
  bias: usize,
  accumulate: bool,
): void {
  put<usize>(0, a);
  put<usize>(1, b);
  put<usize>(2, c);
  put<i32>(3, m);
  put<i32>(4, n);
  put<i32>(5, k);
  put<bool>(6, transA);
  put<bool>(7, transB);
  put<usize>(8, bias);
  put<bool>(9, accumulate);
  parallel(columnTile, (n + COLUMNS_PER_TILE - 1) / COLUMNS_PER_TILE);
}
