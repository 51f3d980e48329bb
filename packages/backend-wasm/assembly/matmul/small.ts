import { madd } from '../lanes';
import { get, parallel, put, stretch } from '../pool';
import { dotRow, dotTwoRows } from './dot';
import { finish } from './epilogue';
import { ZEROS } from './micro';

// Few rows (decoding: one new token per text): B is read once and never packed, since packing would cost more
// than the product. Tiles are ranges of columns.

/** Up to so many rows B is not packed: more where both operands are read along their rows. */
// @ts-ignore: decorator
@inline
export function fewRows(transA: bool, transB: bool): i32 {
  return transB && !transA ? 6 : 4;
}

const COLUMNS_PER_TILE: i32 = 64;

/** What the sum starts from: C, the bias, or 0. */
// @ts-ignore: decorator
@inline
function initial(c: usize, bias: usize, accumulate: bool, column: i32): f32 {
  if (accumulate) return load<f32>(c + (<usize>column << 2));
  return bias != 0 ? load<f32>(bias + (<usize>column << 2)) : 0;
}

/** B stored `[K, N]`: scaled rows of B are added up, 16 columns at a time in registers. */
function axpyRow(a: usize, step: usize, b: usize, c: usize, n: i32, k: i32, first: i32, last: i32, bias: usize, accumulate: bool): void {
  const rowBytes = <usize>n << 2;
  let j = first;
  for (; j + 16 <= last; j += 16) {
    const target = c + (<usize>j << 2);
    const init = accumulate ? target : bias != 0 ? bias + (<usize>j << 2) : ZEROS;
    let s0 = v128.load(init);
    let s1 = v128.load(init, 16);
    let s2 = v128.load(init, 32);
    let s3 = v128.load(init, 48);
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

/** The same for two rows of A, `next` bytes apart: each vector of B that is loaded serves both. Columns by 16. */
function axpyTwoRows(a: usize, next: usize, step: usize, b: usize, c: usize, n: i32, k: i32, first: i32, last: i32, bias: usize, accumulate: bool): void {
  const rowBytes = <usize>n << 2;
  for (let j = first; j + 16 <= last; j += 16) {
    const target = c + (<usize>j << 2);
    const below = target + rowBytes;
    const start = bias != 0 ? bias + (<usize>j << 2) : ZEROS;
    const init = accumulate ? target : start;
    const initBelow = accumulate ? below : start;
    let s0 = v128.load(init);
    let s1 = v128.load(init, 16);
    let s2 = v128.load(init, 32);
    let s3 = v128.load(init, 48);
    let t0 = v128.load(initBelow);
    let t1 = v128.load(initBelow, 16);
    let t2 = v128.load(initBelow, 32);
    let t3 = v128.load(initBelow, 48);
    let x = a;
    let source = b + (<usize>j << 2);
    for (let p = 0; p < k; p++) {
      const upper = v128.load32_splat(x);
      const lower = v128.load32_splat(x + next);
      const b0 = v128.load(source);
      s0 = madd(upper, b0, s0);
      t0 = madd(lower, b0, t0);
      const b1 = v128.load(source, 16);
      s1 = madd(upper, b1, s1);
      t1 = madd(lower, b1, t1);
      const b2 = v128.load(source, 32);
      s2 = madd(upper, b2, s2);
      t2 = madd(lower, b2, t2);
      const b3 = v128.load(source, 48);
      s3 = madd(upper, b3, s3);
      t3 = madd(lower, b3, t3);
      x += step;
      source += rowBytes;
    }
    v128.store(target, s0);
    v128.store(target, s1, 16);
    v128.store(target, s2, 32);
    v128.store(target, s3, 48);
    v128.store(below, t0);
    v128.store(below, t1, 16);
    v128.store(below, t2, 32);
    v128.store(below, t3, 48);
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
  const next: usize = transA ? 4 : <usize>k << 2;
  for (let row = 0; row < m; row++) {
    const start = a + <usize>row * next;
    const target = c + ((<usize>row * <usize>n) << 2);
    if (row + 1 < m && (!transB || step == 4)) {
      row++;
      if (transB) dotTwoRows(start, b, target, n, k, first, last, bias, accumulate);
      else {
        axpyTwoRows(start, next, step, b, target, n, k, first, last, bias, accumulate);
        const edge = first + ((last - first) & ~15);
        axpyRow(start, step, b, target, n, k, edge, last, bias, accumulate);
        axpyRow(start + next, step, b, target + (<usize>n << 2), n, k, edge, last, bias, accumulate);
      }
    } else if (!transB) axpyRow(start, step, b, target, n, k, first, last, bias, accumulate);
    else if (step == 4) dotRow(start, b, target, k, first, last, bias, accumulate);
    else stridedRow(start, step, b, target, k, first, last, bias, accumulate);
  }
}

function columnTile(tile: i32): void {
  const n = get<i32>(4);
  const columns = get<i32>(10);
  const first = tile * columns;
  const last = min(first + columns, n);
  const c = get<usize>(2);
  const m = get<i32>(3);
  multiplyFewRows(
    get<usize>(0),
    get<usize>(1),
    c,
    m,
    n,
    get<i32>(5),
    get<bool>(6),
    get<bool>(7),
    get<usize>(8),
    get<bool>(9),
    first,
    last,
  );
  finish(c + (<usize>first << 2), n, m, last - first);
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
  const columns = stretch(n, <i64>k << 2, COLUMNS_PER_TILE);
  put<i32>(10, columns);
  parallel(columnTile, (n + columns - 1) / columns);
}
