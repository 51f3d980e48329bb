import { fromHalf4 } from '../cast';
import { madd, sumEach4 } from '../lanes';
import { get, parallel, put, scratch, stretch } from '../pool';
import { INNER_BLOCK, paddedColumns } from './block';
import { finish } from './epilogue';
import { blocks, multiplyWithPacked } from './large';
import { COLUMNS, packB } from './pack';
import { fewRows, multiplyFewRows } from './small';

// Weights in half precision, [N, K], are made float32 on their way. For one row of x they become so in registers; for few
// rows four rows of W at a time do in scratch, which stay in the first-level cache for the dot products. For many they are packed as floats, some
// megabytes of W at a time, and the product of floats runs on that.

/** Columns of a tile of few rows. */
const TILE: i32 = 32;
/** Floats that are packed at once. */
const PACKED_FLOATS: i32 = 1 << 20;

/** Four of eight halves as floats. */
// @ts-ignore: decorator
@inline
function low4(eight: v128, brain: bool): v128 {
  const low = i32x4.extend_low_i16x8_u(eight);
  return brain ? i32x4.shl(low, 16) : fromHalf4(low);
}

// @ts-ignore: decorator
@inline
function high4(eight: v128, brain: bool): v128 {
  const high = i32x4.extend_high_i16x8_u(eight);
  return brain ? i32x4.shl(high, 16) : fromHalf4(high);
}

/** `count` halves as floats. */
function expand(from: usize, to: usize, count: i32, brain: bool): void {
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    const eight = v128.load(from + (<usize>i << 1));
    const at = to + (<usize>i << 2);
    v128.store(at, low4(eight, brain));
    v128.store(at, high4(eight, brain), 16);
  }
  for (; i < count; i++) {
    const bits = i32x4.splat(load<u16>(from + (<usize>i << 1)));
    v128.store32_lane(to + (<usize>i << 2), brain ? i32x4.shl(bits, 16) : fromHalf4(bits), 0);
  }
}

/** A row of x times four rows of W, k a multiple of eight. */
function dotFour(x: usize, w: usize, k: i32, brain: bool): v128 {
  const rowBytes = <usize>k << 1;
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (const end = w + rowBytes; w < end; w += 16) {
    const first = v128.load(x);
    const second = v128.load(x, 16);
    const w0 = v128.load(w);
    s0 = madd(second, high4(w0, brain), madd(first, low4(w0, brain), s0));
    const w1 = v128.load(w + rowBytes);
    s1 = madd(second, high4(w1, brain), madd(first, low4(w1, brain), s1));
    const w2 = v128.load(w + 2 * rowBytes);
    s2 = madd(second, high4(w2, brain), madd(first, low4(w2, brain), s2));
    const w3 = v128.load(w + 3 * rowBytes);
    s3 = madd(second, high4(w3, brain), madd(first, low4(w3, brain), s3));
    x += 32;
  }
  return sumEach4(s0, s1, s2, s3);
}

function oneTile(tile: i32): void {
  const n = get<i32>(4);
  const k = get<i32>(5);
  const brain = get<bool>(6);
  const bias = get<usize>(8);
  const first = tile * get<i32>(9);
  const last = min(first + get<i32>(9), n);
  for (let column = first; column < last; column += 4) {
    const w = get<usize>(1) + ((<usize>column * <usize>k) << 1);
    const sums = brain ? dotFour(get<usize>(0), w, k, true) : dotFour(get<usize>(0), w, k, false);
    const offset = <usize>column << 2;
    v128.store(get<usize>(2) + offset, bias != 0 ? f32x4.add(sums, v128.load(bias + offset)) : sums);
  }
  finish(get<usize>(2) + (<usize>first << 2), n, 1, last - first);
}

function fewTile(tile: i32): void {
  const n = get<i32>(4);
  const k = get<i32>(5);
  const first = tile * get<i32>(9);
  const last = min(first + get<i32>(9), n);
  const rowBytes = <usize>k << 2;
  for (let column = first; column < last; column += 4) {
    const end = min(column + 4, last);
    expand(get<usize>(1) + ((<usize>column * <usize>k) << 1), scratch, (end - column) * k, get<bool>(6));
    // As if all of W were floats, of which these rows lie in scratch.
    const floats = scratch - <usize>column * rowBytes;
    multiplyFewRows(get<usize>(0), floats, get<usize>(2), get<i32>(3), n, k, false, true, get<usize>(8), false, column, end);
  }
  finish(get<usize>(2) + (<usize>first << 2), n, get<i32>(3), last - first);
}

function packTile(tile: i32): void {
  const n = get<i32>(4);
  const k = get<i32>(5);
  const across = get<i32>(9);
  const start = (tile / across) * INNER_BLOCK;
  const inner = min(k - start, INNER_BLOCK);
  const column = (tile % across) * COLUMNS;
  const columns = min(n - column, COLUMNS);
  for (let j = 0; j < columns; j++) {
    const from = get<usize>(1) + ((<usize>(column + j) * <usize>k + <usize>start) << 1);
    expand(from, scratch + (<usize>(j * inner) << 2), inner, get<bool>(6));
  }
  const target = get<usize>(10) + ((<usize>start * <usize>paddedColumns(n) + <usize>column * <usize>inner) << 2);
  packB(scratch, inner, true, 0, columns, 0, inner, target);
}

/** Rows of W that are packed at once: whole panels. */
// @ts-ignore: decorator
@inline
function packedColumns(n: i32, k: i32): i32 {
  return min(paddedColumns(n), max(COLUMNS, (PACKED_FLOATS / max(k, 1)) & ~(COLUMNS - 1)));
}

/** Floats of workspace that {@link halfLinear} needs. */
export function halfLinearWork(m: i32, n: i32, k: i32): i32 {
  return m <= fewRows(false, true) ? 0 : packedColumns(n, k) * k;
}

/** `y = x Wᵀ (+ bias)`: x [m, k] float32, W [n, k] of float16, or of bfloat16 if `brain`; k at most 32,000. */
export function halfLinear(x: usize, w: usize, y: usize, bias: usize, packed: usize, m: i32, n: i32, k: i32, brain: bool): void {
  if (m == 0 || n == 0) return;
  if (m <= fewRows(false, true)) {
    put<usize>(0, x);
    put<usize>(1, w);
    put<usize>(2, y);
    put<i32>(3, m);
    put<i32>(4, n);
    put<i32>(5, k);
    put<bool>(6, brain);
    put<usize>(8, bias);
    const whole = m == 1 && n % 4 == 0 && k % 8 == 0;
    const columns = stretch(n, <i64>k << 1, TILE);
    put<i32>(9, columns);
    parallel(whole ? oneTile : fewTile, blocks(n, columns));
    return;
  }
  const step = packedColumns(n, k);
  for (let column = 0; column < n; column += step) {
    const columns = min(step, n - column);
    put<usize>(1, w + ((<usize>column * <usize>k) << 1));
    put<i32>(4, columns);
    put<i32>(5, k);
    put<bool>(6, brain);
    put<i32>(9, blocks(columns, COLUMNS));
    put<usize>(10, packed);
    parallel(packTile, blocks(columns, COLUMNS) * blocks(k, INNER_BLOCK));
    const offset = <usize>column << 2;
    multiplyWithPacked(x, y + offset, n, m, columns, k, false, bias != 0 ? bias + offset : 0, false, packed);
  }
}
