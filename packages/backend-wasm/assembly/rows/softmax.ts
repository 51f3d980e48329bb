import { loadPartial, storePartial } from '../lanes';
import { exp4 } from '../math';
import { get, parallel, put } from '../pool';
import { logarithm, rowDot, rowExp, rowExpSum, rowLess, rowMax, rowScale, rowSum, rowsPerTile, shiftOf } from './shared';

// Softmax and its relatives over the last axis, in three passes over a row that stays in the first-level cache:
// the greatest element, the exponentials with their sum, the scaling.

function softmaxTile(tile: i32): void {
  const rows = get<i32>(2);
  const width = get<i32>(3);
  const step = <usize>width << 2;
  const first = tile * rowsPerTile(width);
  for (let i = first; i < min(first + rowsPerTile(width), rows); i++) {
    const x = get<usize>(0) + <usize>i * step;
    const y = get<usize>(1) + <usize>i * step;
    const total = rowExp(x, y, width, shiftOf(rowMax(x, width)));
    rowScale(y, width, total == 0 ? 1 : <f32>(1 / total));
  }
}

/** `y = e^x / Σ e^x` per row; a row of −∞ alone gives zeros. */
export function softmax(x: usize, y: usize, rows: i32, width: i32): void {
  put<usize>(0, x);
  put<usize>(1, y);
  put<i32>(2, rows);
  put<i32>(3, width);
  parallel(softmaxTile, (rows + rowsPerTile(width) - 1) / rowsPerTile(width));
}

function logSoftmaxTile(tile: i32): void {
  const rows = get<i32>(2);
  const width = get<i32>(3);
  const step = <usize>width << 2;
  const first = tile * rowsPerTile(width);
  for (let i = first; i < min(first + rowsPerTile(width), rows); i++) {
    const x = get<usize>(0) + <usize>i * step;
    const most = rowMax(x, width);
    // x − max first, as in the definition: for logits far from 0 the other order loses digits.
    const y = get<usize>(1) + <usize>i * step;
    const total = logarithm(rowExpSum(x, width, most));
    rowLess(x, y, width, most, total);
  }
}

/** `y = x − log Σ e^x` per row. */
export function logSoftmax(x: usize, y: usize, rows: i32, width: i32): void {
  put<usize>(0, x);
  put<usize>(1, y);
  put<i32>(2, rows);
  put<i32>(3, width);
  parallel(logSoftmaxTile, (rows + rowsPerTile(width) - 1) / rowsPerTile(width));
}

function softmaxGradientTile(tile: i32): void {
  const rows = get<i32>(3);
  const width = get<i32>(4);
  const step = <usize>width << 2;
  const first = tile * rowsPerTile(width);
  for (let i = first; i < min(first + rowsPerTile(width), rows); i++) {
    let y = get<usize>(0) + <usize>i * step;
    let g = get<usize>(1) + <usize>i * step;
    let dx = get<usize>(2) + <usize>i * step;
    const dot = f32x4.splat(<f32>rowDot(y, g, width));
    for (const end = y + (<usize>(width & ~3) << 2); y < end; y += 16) {
      v128.store(dx, f32x4.mul(v128.load(y), f32x4.sub(v128.load(g), dot)));
      g += 16;
      dx += 16;
    }
    const left = <usize>(width & 3);
    if (left != 0) storePartial(dx, f32x4.mul(loadPartial(y, left, 0), f32x4.sub(loadPartial(g, left, 0), dot)), left);
  }
}

/** `dx = y ∘ (g − Σ y ∘ g)` per row. */
export function softmaxGradient(y: usize, g: usize, dx: usize, rows: i32, width: i32): void {
  put<usize>(0, y);
  put<usize>(1, g);
  put<usize>(2, dx);
  put<i32>(3, rows);
  put<i32>(4, width);
  parallel(softmaxGradientTile, (rows + rowsPerTile(width) - 1) / rowsPerTile(width));
}

function logSoftmaxGradientTile(tile: i32): void {
  const rows = get<i32>(3);
  const width = get<i32>(4);
  const step = <usize>width << 2;
  const first = tile * rowsPerTile(width);
  for (let i = first; i < min(first + rowsPerTile(width), rows); i++) {
    let y = get<usize>(0) + <usize>i * step;
    let g = get<usize>(1) + <usize>i * step;
    let dx = get<usize>(2) + <usize>i * step;
    const total = f32x4.splat(<f32>rowSum(g, width));
    for (const end = y + (<usize>(width & ~3) << 2); y < end; y += 16) {
      v128.store(dx, f32x4.sub(v128.load(g), f32x4.mul(exp4(v128.load(y)), total)));
      g += 16;
      dx += 16;
    }
    const left = <usize>(width & 3);
    if (left != 0) {
      storePartial(dx, f32x4.sub(loadPartial(g, left, 0), f32x4.mul(exp4(loadPartial(y, left, 0)), total)), left);
    }
  }
}

/** `dx = g − e^y Σ g` per row. */
export function logSoftmaxGradient(y: usize, g: usize, dx: usize, rows: i32, width: i32): void {
  put<usize>(0, y);
  put<usize>(1, g);
  put<usize>(2, dx);
  put<i32>(3, rows);
  put<i32>(4, width);
  parallel(logSoftmaxGradientTile, (rows + rowsPerTile(width) - 1) / rowsPerTile(width));
}
