import { addWide, loadPartial, madd, storePartial, sum2 } from '../lanes';
import { get, parallel, put } from '../pool';
import { sumColumns } from '../reduce';
import { rowsPerTile } from './shared';

// Layer and root-mean-square normalisation over the last axis. With x̂ = (x − μ) s, s = 1/√(σ² + ε) (RMS: μ = 0):
//
//   y  = x̂ ∘ weight + bias
//   dx = s (h − mean(h) − x̂ mean(h ∘ x̂)),  h = g ∘ weight   (RMS: without mean(h))
//   dweight = Σ over rows g ∘ x̂,  dbias = Σ over rows g
//
// The sums over rows are taken in two steps, first over fixed blocks of rows, so that they do not depend on threads.

/** Rows whose weight gradients are added up by one tile. */
const GRADIENT_ROWS: i32 = 32;

/** So many bytes of a row are added up in float32, in four sums by turns, before their sum goes to float64. */
const RUN: usize = 512;

/** The same in one sum. */
const SHORT_RUN: usize = 128;

/** `sum + x`, or `sum + (x − mean)²`. */
// @ts-ignore: decorator
@inline
function addTerm(sum: v128, x: v128, mean: v128, squared: bool): v128 {
  if (!squared) return f32x4.add(sum, x);
  const d = f32x4.sub(x, mean);
  return madd(d, d, sum);
}

/** Σ x, for a mean of 0, or Σ (x − mean)². A float32 sum has eight terms, so that it loses no more than the terms' own rounding. */
// @ts-ignore: decorator
@inline
function sumTerms(x: usize, width: i32, mean: f32, squared: bool): f64 {
  const m = f32x4.splat(mean);
  const zero = f32x4.splat(0);
  let total = f64x2.splat(0);
  const far = x + (<usize>(width & ~15) << 2);
  const end = x + (<usize>(width & ~3) << 2);
  while (x < far) {
    let s0 = zero;
    let s1 = zero;
    let s2 = zero;
    let s3 = zero;
    for (const stop = min(x + RUN, far); x < stop; x += 64) {
      s0 = addTerm(s0, v128.load(x), m, squared);
      s1 = addTerm(s1, v128.load(x, 16), m, squared);
      s2 = addTerm(s2, v128.load(x, 32), m, squared);
      s3 = addTerm(s3, v128.load(x, 48), m, squared);
    }
    total = addWide(total, f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)));
  }
  for (; x < end; x += 16) total = addWide(total, addTerm(zero, v128.load(x), m, squared));
  const left = <usize>(width & 3);
  if (left != 0) total = addWide(total, addTerm(zero, loadPartial(x, left, mean), m, squared));
  return sum2(total);
}

// @ts-ignore: decorator
@inline
function meanOf(x: usize, width: i32, centered: bool): f32 {
  return centered ? <f32>(sumTerms(x, width, 0, false) / <f64>width) : 0;
}

// @ts-ignore: decorator
@inline
function scaleOf(x: usize, width: i32, mean: f32, epsilon: f64): f32 {
  return <f32>(1 / sqrt<f64>(sumTerms(x, width, mean, true) / <f64>width + epsilon));
}

/** x̂ ∘ weight + bias of four numbers. */
// @ts-ignore: decorator
@inline
function normal4(x: v128, weight: v128, bias: v128, mean: v128, scale: v128, centered: bool): v128 {
  const normal = f32x4.mul(centered ? f32x4.sub(x, mean) : x, scale);
  return centered ? madd(normal, weight, bias) : f32x4.mul(normal, weight);
}

// @ts-ignore: decorator
@inline
function forward(tile: i32, centered: bool): void {
  const weight = get<usize>(1);
  const bias = get<usize>(2);
  const rows = get<i32>(4);
  const width = get<i32>(5);
  const step = <usize>width << 2;
  const whole = <usize>(width & ~3) << 2;
  const even = <usize>(width & ~7) << 2;
  const left = <usize>(width & 3);
  const zero = f32x4.splat(0);
  const first = tile * rowsPerTile(width);
  for (let i = first; i < min(first + rowsPerTile(width), rows); i++) {
    const x = get<usize>(0) + <usize>i * step;
    const y = get<usize>(3) + <usize>i * step;
    const mean = meanOf(x, width, centered);
    const m = f32x4.splat(mean);
    const s = f32x4.splat(scaleOf(x, width, mean, get<f64>(6)));
    let at: usize = 0;
    for (; at < even; at += 32) {
      const b0 = centered ? v128.load(bias + at) : zero;
      const b1 = centered ? v128.load(bias + at, 16) : zero;
      const y0 = normal4(v128.load(x + at), v128.load(weight + at), b0, m, s, centered);
      const y1 = normal4(v128.load(x + at, 16), v128.load(weight + at, 16), b1, m, s, centered);
      v128.store(y + at, y0);
      v128.store(y + at, y1, 16);
    }
    if (at < whole) {
      const b = centered ? v128.load(bias + at) : zero;
      v128.store(y + at, normal4(v128.load(x + at), v128.load(weight + at), b, m, s, centered));
    }
    if (left != 0) {
      const normal = f32x4.mul(f32x4.sub(loadPartial(x + whole, left, 0), m), s);
      const b = centered ? loadPartial(bias + whole, left, 0) : zero;
      storePartial(y + whole, madd(normal, loadPartial(weight + whole, left, 0), b), left);
    }
  }
}

function layerTile(tile: i32): void {
  forward(tile, true);
}

function rootTile(tile: i32): void {
  forward(tile, false);
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
  parallel(bias != 0 ? layerTile : rootTile, (rows + rowsPerTile(width) - 1) / rowsPerTile(width));
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
  for (let at: usize = 0; at < whole; ) {
    let partH = f32x4.splat(0);
    let partHX = partH;
    for (const stop = min(at + SHORT_RUN, whole); at < stop; at += 16) {
      const slope = v128.load(g + at);
      const normal = f32x4.mul(f32x4.sub(v128.load(x + at), m), s);
      const h = f32x4.mul(slope, v128.load(weight + at));
      partH = f32x4.add(partH, h);
      partHX = madd(h, normal, partHX);
      v128.store(sumWeight + at, madd(slope, normal, v128.load(sumWeight + at)));
      if (sumBias != 0) v128.store(sumBias + at, f32x4.add(slope, v128.load(sumBias + at)));
    }
    totalH = addWide(totalH, partH);
    totalHX = addWide(totalHX, partHX);
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
