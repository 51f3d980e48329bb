import { get, parallel, put } from '../pool';

// Elementwise kernels over n elements, cut into tiles of a fixed size.

const TILE: i32 = 16384;

// @ts-ignore: decorator
@inline
function tiles(n: i32): i32 {
  return (n + TILE - 1) / TILE;
}

// @ts-ignore: decorator
@inline
function apply4(kind: i32, a: v128, b: v128): v128 {
  if (kind == 0) return f32x4.add(a, b);
  if (kind == 1) return f32x4.sub(a, b);
  if (kind == 2) return f32x4.mul(a, b);
  return f32x4.div(a, b);
}

// @ts-ignore: decorator
@inline
function apply1(kind: i32, a: f32, b: f32): f32 {
  if (kind == 0) return a + b;
  if (kind == 1) return a - b;
  if (kind == 2) return a * b;
  return a / b;
}

/** One stretch in which b advances with a (`step` 4) or stands still (`step` 0). */
// @ts-ignore: decorator
@inline
function stretch(kind: i32, a: usize, b: usize, y: usize, count: i32, moves: bool): void {
  let i = 0;
  if (moves) {
    for (; i + 4 <= count; i += 4) {
      const at = <usize>i << 2;
      v128.store(y + at, apply4(kind, v128.load(a + at), v128.load(b + at)));
    }
    for (; i < count; i++) {
      const at = <usize>i << 2;
      store<f32>(y + at, apply1(kind, load<f32>(a + at), load<f32>(b + at)));
    }
    return;
  }
  const one = load<f32>(b);
  const four = f32x4.splat(one);
  for (; i + 4 <= count; i += 4) {
    const at = <usize>i << 2;
    v128.store(y + at, apply4(kind, v128.load(a + at), four));
  }
  for (; i < count; i++) {
    const at = <usize>i << 2;
    store<f32>(y + at, apply1(kind, load<f32>(a + at), one));
  }
}

// @ts-ignore: decorator
@inline
function binaryTile(kind: i32, tile: i32): void {
  const a = get<usize>(0);
  const b = get<usize>(1);
  const y = get<usize>(2);
  const period = get<i32>(4);
  let i = tile * TILE;
  const end = min(i + TILE, get<i32>(3));
  if (period == 1) {
    stretch(kind, a + (<usize>i << 2), b, y + (<usize>i << 2), end - i, false);
    return;
  }
  while (i < end) {
    const offset = i % period;
    const run = min(end - i, period - offset);
    stretch(kind, a + (<usize>i << 2), b + (<usize>offset << 2), y + (<usize>i << 2), run, true);
    i += run;
  }
}

/** `y[i] = a[i] ∘ b[i mod period]`: kind 0 sum, 1 difference, 2 product, 3 quotient. */
export function binary(kind: i32, a: usize, b: usize, y: usize, n: i32, period: i32): void {
  put<usize>(0, a);
  put<usize>(1, b);
  put<usize>(2, y);
  put<i32>(3, n);
  put<i32>(4, period);
  if (kind == 0) parallel((tile: i32) => binaryTile(0, tile), tiles(n));
  else if (kind == 1) parallel((tile: i32) => binaryTile(1, tile), tiles(n));
  else if (kind == 2) parallel((tile: i32) => binaryTile(2, tile), tiles(n));
  else parallel((tile: i32) => binaryTile(3, tile), tiles(n));
}

function reluTile(tile: i32): void {
  const x = get<usize>(0);
  const y = get<usize>(1);
  let i = tile * TILE;
  const end = min(i + TILE, get<i32>(2));
  const zero = f32x4.splat(0);
  for (; i + 4 <= end; i += 4) {
    const at = <usize>i << 2;
    const lanes = v128.load(x + at);
    // Where x < 0 is false, NaN included, x stays.
    v128.store(y + at, v128.andnot(lanes, f32x4.lt(lanes, zero)));
  }
  for (; i < end; i++) {
    const at = <usize>i << 2;
    const value = load<f32>(x + at);
    store<f32>(y + at, value < 0 ? 0 : value);
  }
}

/** `y = max(0, x)`. */
export function relu(x: usize, y: usize, n: i32): void {
  put<usize>(0, x);
  put<usize>(1, y);
  put<i32>(2, n);
  parallel(reluTile, tiles(n));
}

function reluGradientTile(tile: i32): void {
  const y = get<usize>(0);
  const g = get<usize>(1);
  const dx = get<usize>(2);
  let i = tile * TILE;
  const end = min(i + TILE, get<i32>(3));
  const zero = f32x4.splat(0);
  for (; i + 4 <= end; i += 4) {
    const at = <usize>i << 2;
    v128.store(dx + at, v128.and(v128.load(g + at), f32x4.gt(v128.load(y + at), zero)));
  }
  for (; i < end; i++) {
    const at = <usize>i << 2;
    store<f32>(dx + at, load<f32>(y + at) > 0 ? load<f32>(g + at) : 0);
  }
}

/** `dx = g` where `y > 0`, else 0. */
export function reluGradient(y: usize, g: usize, dx: usize, n: i32): void {
  put<usize>(0, y);
  put<usize>(1, g);
  put<usize>(2, dx);
  put<i32>(3, n);
  parallel(reluGradientTile, tiles(n));
}

function adamwTile(tile: i32): void {
  let i = tile * TILE;
  const end = min(i + TILE, get<i32>(7));
  const beta1 = get<f32>(8);
  const beta2 = get<f32>(9);
  const epsilon = get<f32>(10);
  const stepSize = get<f32>(11);
  const inverseRoot = get<f32>(12);
  const keep = get<f32>(13);
  const p = get<usize>(0);
  const g = get<usize>(1);
  const m = get<usize>(2);
  const v = get<usize>(3);
  for (; i + 4 <= end; i += 4) {
    const at = <usize>i << 2;
    const g4 = v128.load(g + at);
    const m4 = f32x4.add(f32x4.mul(v128.load(m + at), f32x4.splat(beta1)), f32x4.mul(g4, f32x4.splat(1 - beta1)));
    const square = f32x4.mul(f32x4.mul(g4, g4), f32x4.splat(1 - beta2));
    const v4 = f32x4.add(f32x4.mul(v128.load(v + at), f32x4.splat(beta2)), square);
    const root = f32x4.add(f32x4.mul(f32x4.sqrt(v4), f32x4.splat(inverseRoot)), f32x4.splat(epsilon));
    const step = f32x4.div(f32x4.mul(m4, f32x4.splat(stepSize)), root);
    v128.store(get<usize>(4) + at, f32x4.sub(f32x4.mul(v128.load(p + at), f32x4.splat(keep)), step));
    v128.store(get<usize>(5) + at, m4);
    v128.store(get<usize>(6) + at, v4);
  }
  for (; i < end; i++) {
    const at = <usize>i << 2;
    const g1 = load<f32>(g + at);
    const m1 = load<f32>(m + at) * beta1 + g1 * (1 - beta1);
    const v1 = load<f32>(v + at) * beta2 + g1 * g1 * (1 - beta2);
    const step = (m1 * stepSize) / (sqrt<f32>(v1) * inverseRoot + epsilon);
    store<f32>(get<usize>(4) + at, load<f32>(p + at) * keep - step);
    store<f32>(get<usize>(5) + at, m1);
    store<f32>(get<usize>(6) + at, v1);
  }
}

/** One AdamW update: reads p, g, m, v and writes p', m', v'. `keep` is 1 − rate · decay. */
export function adamw(
  p: usize,
  g: usize,
  m: usize,
  v: usize,
  nextP: usize,
  nextM: usize,
  nextV: usize,
  n: i32,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
  stepSize: f32,
  inverseRoot: f32,
  keep: f32,
): void {
  put<usize>(0, p);
  put<usize>(1, g);
  put<usize>(2, m);
  put<usize>(3, v);
  put<usize>(4, nextP);
  put<usize>(5, nextM);
  put<usize>(6, nextV);
  put<i32>(7, n);
  put<f32>(8, beta1);
  put<f32>(9, beta2);
  put<f32>(10, epsilon);
  put<f32>(11, stepSize);
  put<f32>(12, inverseRoot);
  put<f32>(13, keep);
  parallel(adamwTile, tiles(n));
}
