import { addWide, loadPartial, madd, storePartial, sum2 } from '../lanes';
import { get, parallel, put } from '../pool';
import { sumColumns } from '../reduce';
import { rowSum, rowsPerTile } from './shared';

// Layer and root-mean-square normalisation over the last axis. With x̂ = (x − μ) s, s = 1/√(σ² + ε) (RMS: μ = 0):
//
//   y  = x̂ ∘ weight + bias
//   dx = s (h − mean(h) − x̂ mean(h ∘ x̂)),  h = g ∘ weight   (RMS: without mean(h))
//   dweight = Σ over rows g ∘ x̂,  dbias = Σ over rows g
//
// The sums over rows are taken in two steps, first over fixed blocks of rows, so that they do not depend on threads.

/** Rows whose weight gradients are added up by one tile. */
const GRADIENT_ROWS: i32 = 32;

/** Σ (x − mean)². */
// @ts-ignore: decorator
@inline
function squaresAround(x: usize, width: i32, mean: f32): f64 {
  const m = f32x4.splat(mean);
  let total = f64x2.splat(0);
  for (const end = x + (<usize>(width & ~3) << 2); x < end; x += 16) {
    const d = f32x4.sub(v128.load(x), m);
    total = addWide(total, f32x4.mul(d, d));
  }
  const left = <usize>(width & 3);
  if (left != 0) {
    const d = f32x4.sub(loadPartial(x, left, mean), m);
    total = addWide(total, f32x4.mul(d, d));
  }
  return sum2(total);
}

// @ts-ignore: decorator
@inline
function meanOf(x: usize, width: i32, centered: bool): f32 {
  return centered ? <f32>(rowSum(x, width) / <f64>width) : 0;
}

// @ts-ignore: decorator
@inline
function scaleOf(x: usize, width: i32, mean: f32, epsilon: f64): f32 {
  return <f32>(1 / sqrt<f64>(squaresAround(x, width, mean) / <f64>width + epsilon));
}

function forwardTile(tile: i32): void {
  const weight = get<usize>(1);
  const bias = get<usize>(2);
  const rows = get<i32>(4);
  const width = get<i32>(5);
  const step = <usize>width << 2;
  const whole = <usize>(width & ~3) << 2;
  const left = <usize>(width & 3);
  const first = tile * rowsPerTile(width);
  for (let i = first; i < min(first + rowsPerTile(width), rows); i++) {
    const x = get<usize>(0) + <usize>i * step;
    const y = get<usize>(3) + <usize>i * step;
    const mean = meanOf(x, width, bias != 0);
    const m = f32x4.splat(mean);
    const s = f32x4.splat(scaleOf(x, width, mean, get<f64>(6)));
    for (let at: usize = 0; at < whole; at += 16) {
      const normal = f32x4.mul(f32x4.sub(v128.load(x + at), m), s);
      const b = bias != 0 ? v128.load(bias + at) : f32x4.splat(0);
      v128.store(y + at, madd(normal, v128.load(weight + at), b));
    }
    if (left != 0) {
      const normal = f32x4.mul(f32x4.sub(loadPartial(x + whole, left, 0), m), s);
      const b = bias != 0 ? loadPartial(bias + whole, left, 0) : f32x4.splat(0);
      storePartial(y + whole, madd(normal, loadPartial(weight + whole, left, 0), b), left);
    }
  }
}

/** `y = x̂ ∘ weight + bias` per row; with `bias` 0 it is the RMS norm. */
export function norm(x: usize, weight: usize, bias: usize, y: usize, rows: i32, width: i32, epsilon: f64): void {
  put<usize>(0, x);
  put<usize>(1, weight);
  put<usize>(2, bias);
  put<usize>(3, y);
  put<i32>(4, rows);
  put<i32>(5, width);
  put<f64>(6, epsilon);
  parallel(forwardTile, (rows + rowsPerTile(width) - 1) / rowsPerTile(width));
}

/** One vector of a row's gradient: returns dx and adds to the sums over rows. */
// @ts-ignore: decorator
@inline
function gradient4(x: v128, w: v128, g: v128, mean: v128, scale: v128, shift: v128, slope: v128): v128 {
  const normal = f32x4.mul(f32x4.sub(x, mean), scale);
  const inner = f32x4.sub(f32x4.sub(f32x4.mul(g, w), shift), f32x4.mul(normal, slope));
  return f32x4.mul(inner, scale);
}

/** mean(h) and mean(h ∘ x̂) of one row. */
function gradientRow(
  x: usize,
  weight: usize,
  g: usize,
  dx: usize,
  width: i32,
  epsilon: f64,
  centered: bool,
  sumWeight: usize,
  sumBias: usize,
): void {
  const whole = <usize>(width & ~3) << 2;
  const left = <usize>(width & 3);
  const mean = meanOf(x, width, centered);
  const m = f32x4.splat(mean);
  const s = f32x4.splat(scaleOf(x, width, mean, epsilon));
  let totalH = f64x2.splat(0);
  let totalHX = f64x2.splat(0);
  for (let at: usize = 0; at < whole; at += 16) {
    const slope = v128.load(g + at);
    const normal = f32x4.mul(f32x4.sub(v128.load(x + at), m), s);
    const h = f32x4.mul(slope, v128.load(weight + at));
    totalH = addWide(totalH, h);
    totalHX = addWide(totalHX, f32x4.mul(h, normal));
    v128.store(sumWeight + at, madd(slope, normal, v128.load(sumWeight + at)));
    if (sumBias != 0) v128.store(sumBias + at, f32x4.add(slope, v128.load(sumBias + at)));
  }
  if (left != 0) {
    const slope = loadPartial(g + whole, left, 0);
    const normal = f32x4.mul(f32x4.sub(loadPartial(x + whole, left, mean), m), s);
    const h = f32x4.mul(slope, loadPartial(weight + whole, left, 0));
    totalH = addWide(totalH, h);
    totalHX = addWide(totalHX, f32x4.mul(h, normal));
    storePartial(sumWeight + whole, madd(slope, normal, loadPartial(sumWeight + whole, left, 0)), left);
    if (sumBias != 0) storePartial(sumBias + whole, f32x4.add(slope, loadPartial(sumBias + whole, left, 0)), left);
  }
  const shift = f32x4.splat(centered ? <f32>(sum2(totalH) / <f64>width) : 0);
  const slope = f32x4.splat(<f32>(sum2(totalHX) / <f64>width));
  for (let at: usize = 0; at < whole; at += 16) {
    v128.store(dx + at, gradient4(v128.load(x + at), v128.load(weight + at), v128.load(g + at), m, s, shift, slope));
  }
  if (left != 0) {
    const lanes = gradient4(
      loadPartial(x + whole, left, 0),
      loadPartial(weight + whole, left, 0),
      loadPartial(g + whole, left, 0),
      m,
      s,
      shift,
      slope,
    );
    storePartial(dx + whole, lanes, left);
  }
}

function gradientTile(tile: i32): void {
  const rows = get<i32>(5);
  const width = get<i32>(6);
  const centered = get<bool>(8);
  const step = <usize>width << 2;
  const blocks = <usize>((rows + GRADIENT_ROWS - 1) / GRADIENT_ROWS);
  const sumWeight = get<usize>(4) + <usize>tile * step;
  const sumBias = centered ? sumWeight + blocks * step : 0;
  memory.fill(sumWeight, 0, step);
  if (centered) memory.fill(sumBias, 0, step);
  const first = tile * GRADIENT_ROWS;
  for (let i = first; i < min(first + GRADIENT_ROWS, rows); i++) {
    const offset = <usize>i * step;
    gradientRow(
      get<usize>(0) + offset,
      get<usize>(1),
      get<usize>(2) + offset,
      get<usize>(3) + offset,
      width,
      get<f64>(7),
      centered,
      sumWeight,
      sumBias,
    );
  }
}

/** Floats that `work` of {@link normGradient} must hold. */
export function normGradientWork(rows: i32, width: i32): f64 {
  return 2 * <f64>((rows + GRADIENT_ROWS - 1) / GRADIENT_ROWS) * <f64>width;
}

/** dx [rows, width], dweight and dbias [width]; without `dBias` (0) it is the RMS norm's. */
export function normGradient(
  x: usize,
  weight: usize,
  g: usize,
  dx: usize,
  dWeight: usize,
  dBias: usize,
  work: usize,
  rows: i32,
  width: i32,
  epsilon: f64,
): void {
  put<usize>(0, x);
  put<usize>(1, weight);
  put<usize>(2, g);
  put<usize>(3, dx);
  put<usize>(4, work);
  put<i32>(5, rows);
  put<i32>(6, width);
  put<f64>(7, epsilon);
  put<bool>(8, dBias != 0);
  const blocks = (rows + GRADIENT_ROWS - 1) / GRADIENT_ROWS;
  parallel(gradientTile, blocks);
  sumColumns(work, dWeight, 1, blocks, width);
  if (dBias != 0) sumColumns(work + ((<usize>blocks * <usize>width) << 2), dBias, 1, blocks, width);
}
