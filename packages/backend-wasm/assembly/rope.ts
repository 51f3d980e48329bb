import { loadPartial, storePartial } from './lanes';
import { get, parallel, put } from './pool';
import { rowsPerTile } from './rows/shared';
import { copyRun } from './runs';

// Rotary positions: each pair (a, b) of a row becomes (a cos − b sin, b cos + a sin). Products are rounded before they
// are added, in both builds: a fused one would turn (a, b) and (b, −a) differently.

// @ts-ignore: decorator
@inline
function turnFirst(a: v128, b: v128, cos: v128, sin: v128): v128 {
  return f32x4.sub(f32x4.mul(a, cos), f32x4.mul(b, sin));
}

// @ts-ignore: decorator
@inline
function turnSecond(a: v128, b: v128, cos: v128, sin: v128): v128 {
  return f32x4.add(f32x4.mul(b, cos), f32x4.mul(a, sin));
}

/** Pairs (i, i + half). */
// @ts-ignore: decorator
@inline
function turnHalves(x: usize, y: usize, cos: usize, sin: usize, half: usize): void {
  const step = half << 2;
  const whole = (half & ~3) << 2;
  for (let at: usize = 0; at < whole; at += 16) {
    const a = v128.load(x + at);
    const b = v128.load(x + step + at);
    const c = v128.load(cos + at);
    const s = v128.load(sin + at);
    v128.store(y + at, turnFirst(a, b, c, s));
    v128.store(y + step + at, turnSecond(a, b, c, s));
  }
  const left = half & 3;
  if (left == 0) return;
  const a = loadPartial(x + whole, left, 0);
  const b = loadPartial(x + step + whole, left, 0);
  const c = loadPartial(cos + whole, left, 0);
  const s = loadPartial(sin + whole, left, 0);
  storePartial(y + whole, turnFirst(a, b, c, s), left);
  storePartial(y + step + whole, turnSecond(a, b, c, s), left);
}

/** Pairs (2i, 2i + 1). */
// @ts-ignore: decorator
@inline
function turnNeighbours(x: usize, y: usize, cos: usize, sin: usize, half: usize): void {
  let i: usize = 0;
  for (; i + 4 <= half; i += 4) {
    const low = v128.load(x + (i << 3));
    const high = v128.load(x + (i << 3), 16);
    const a = i32x4.shuffle(low, high, 0, 2, 4, 6);
    const b = i32x4.shuffle(low, high, 1, 3, 5, 7);
    const c = v128.load(cos + (i << 2));
    const s = v128.load(sin + (i << 2));
    const first = turnFirst(a, b, c, s);
    const second = turnSecond(a, b, c, s);
    v128.store(y + (i << 3), i32x4.shuffle(first, second, 0, 4, 1, 5));
    v128.store(y + (i << 3), i32x4.shuffle(first, second, 2, 6, 3, 7), 16);
  }
  for (; i < half; i++) {
    const a = load<f32>(x + (i << 3));
    const b = load<f32>(x + (i << 3), 4);
    const c = load<f32>(cos + (i << 2));
    const s = load<f32>(sin + (i << 2));
    store<f32>(y + (i << 3), a * c - b * s);
    store<f32>(y + (i << 3), b * c + a * s, 4);
  }
}

function ropeTile(tile: i32): void {
  const rows = get<i32>(4);
  const heads = get<i32>(5);
  const length = get<i32>(6);
  const width = <usize>get<i32>(7);
  const half = <usize>get<i32>(8);
  const batchStep = get<usize>(9);
  const neighbours = get<bool>(10);
  const headStep = get<usize>(11);
  const each = rowsPerTile(<i32>width);
  const first = tile * each;
  for (let row = first; row < min(first + each, rows); row++) {
    const place = row % length;
    const batch = <usize>(row / (heads * length));
    const table = batch * batchStep + ((<usize>place * half) << 2);
    const x = get<usize>(0) + ((<usize>row * width) << 2);
    const y = get<usize>(3) + <usize>(row / length) * headStep + ((<usize>place * width) << 2);
    const cos = get<usize>(1) + table;
    const sin = get<usize>(2) + table;
    if (neighbours) turnNeighbours(x, y, cos, sin, half);
    else turnHalves(x, y, cos, sin, half);
    copyRun(y + (half << 3), x + (half << 3), (width - 2 * half) << 2);
  }
}

/**
 * Turns x [batch, heads, length, width] by the tables [batch or 1, length, half]; `batchStep`: bytes from one table to
 * the next, 0 for one. `neighbours`: pairs (2i, 2i + 1), else (i, i + half). `rows` = batch · heads · length. `headStep`:
 * bytes of y from head to head, more than a head has where y lies in a cache.
 */
export function rope(
  x: usize,
  cos: usize,
  sin: usize,
  y: usize,
  rows: i32,
  heads: i32,
  length: i32,
  width: i32,
  half: i32,
  batchStep: usize,
  neighbours: bool,
  headStep: usize,
): void {
  put<usize>(0, x);
  put<usize>(1, cos);
  put<usize>(2, sin);
  put<usize>(3, y);
  put<i32>(4, rows);
  put<i32>(5, heads);
  put<i32>(6, length);
  put<i32>(7, width);
  put<i32>(8, half);
  put<usize>(9, batchStep);
  put<bool>(10, neighbours);
  put<usize>(11, headStep);
  const each = rowsPerTile(width);
  parallel(ropeTile, (rows + each - 1) / each);
}
