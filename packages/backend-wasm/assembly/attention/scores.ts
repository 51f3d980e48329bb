import { loadPartial, madd, storePartial } from '../lanes';
import { FREE_SCRATCH } from '../matmul/block';
import { multiplyPacked, packHere } from '../matmul/serial';
import { dotRow, dotTwoRows } from '../matmul/dot';
import { get, scratch } from '../pool';

// The first half of attention, for a block of queries against a block of keys: scores, scaled, with bias, and −∞
// where a key is hidden. A block of scores lives in scratch; no matrix of queries × keys is ever in memory.

/** Queries and keys of a block. */
export const QUERIES: i32 = 64;
export const KEYS: i32 = 128;
/** So few queries are multiplied without packing the keys: decoding has one. */
export const FEW_QUERIES: i32 = 4;

const BLOCK_BYTES: usize = <usize>QUERIES * <usize>KEYS * 4;
/** Scratch: scores, then their gradients, then what is known of each query. */
export const SCORES: usize = FREE_SCRATCH;
export const SLOPES: usize = SCORES + BLOCK_BYTES;
export const LARGEST: usize = SLOPES + BLOCK_BYTES;
export const TOTAL: usize = LARGEST + <usize>QUERIES * 4;

/** Slots of the arguments that both directions share. */
export const Q: usize = 0;
export const K: usize = 1;
export const V: usize = 2;
export const MASK: usize = 3;
export const BIAS: usize = 4;
export const HEADS: usize = 5;
export const KEY_HEADS: usize = 6;
export const LENGTH: usize = 7;
export const KEY_LENGTH: usize = 8;
/** Keys that a head has room for, of which KEY_LENGTH exist. */
export const ROOM: usize = 9;
export const WIDTH: usize = 10;
export const VALUE_WIDTH: usize = 11;
export const CAUSAL: usize = 12;
export const SCALE: usize = 13;
/** Elements from batch to batch, head to head, query to query; 0 where the mask is the same. */
export const MASK_STEPS: usize = 14;
export const BIAS_STEPS: usize = 17;
export const OUT: usize = 20;

/** Keys that query `query` may see by causality: those at most at its own place, counted from the lower right. */
// @ts-ignore: decorator
@inline
export function visibleKeys(query: i32): i32 {
  const keys = get<i32>(KEY_LENGTH);
  if (!get<bool>(CAUSAL)) return keys;
  return max(0, min(keys, keys - get<i32>(LENGTH) + query + 1));
}

/** Where the row of a query begins in mask or bias. */
// @ts-ignore: decorator
@inline
export function rowOf(base: usize, steps: usize, batch: i32, head: i32, query: i32): usize {
  return (
    base +
    <usize>batch * get<usize>(steps) +
    <usize>head * get<usize>(steps + 1) +
    <usize>query * get<usize>(steps + 2)
  );
}

/** True if one of `count` bytes is not 0. */
function anyByte(at: usize, count: i32): bool {
  const end = at + <usize>count;
  for (; at + 16 <= end; at += 16) if (v128.any_true(v128.load(at))) return true;
  for (; at < end; at++) if (load<u8>(at) != 0) return true;
  return false;
}

/**
 * True if the mask hides all keys `[key, key + count)` from queries `[query, query + rows)`, as a window, padding or
 * separate documents do: the block then adds nothing, and its scores need not be known.
 */
export function isHidden(batch: i32, head: i32, query: i32, rows: i32, key: i32, count: i32): bool {
  const mask = get<usize>(MASK);
  if (mask == 0) return false;
  // One row for all queries is looked at once.
  const step = get<usize>(MASK_STEPS + 2);
  let row = rowOf(mask, MASK_STEPS, batch, head, query) + <usize>key;
  for (let i = step == 0 ? rows - 1 : 0; i < rows; i++) {
    if (anyByte(row, count)) return false;
    row += step;
  }
  return true;
}

/** `s · scale + bias`, then −∞ at hidden keys and in the padding of the row to a multiple of four. */
function finishRow(row: usize, mask: usize, bias: usize, count: i32, visible: i32): void {
  const scale = f32x4.splat(get<f32>(SCALE));
  const hidden = f32x4.splat(-Infinity);
  const zero = i32x4.splat(0);
  const places = i32x4(0, 1, 2, 3);
  for (let j: usize = 0; j < <usize>count; j += 4) {
    const left = <usize>count - j;
    let lanes = f32x4.mul(v128.load(row + (j << 2)), scale);
    if (bias != 0) {
      const at = bias + (j << 2);
      lanes = f32x4.add(lanes, left < 4 ? loadPartial(at, left, 0) : v128.load(at));
    }
    let open = i32x4.lt_s(places, i32x4.splat(visible - <i32>j));
    if (mask != 0) {
      let bytes: u32 = 0;
      if (left >= 4) bytes = load<u32>(mask + j);
      else for (let at: usize = 0; at < left; at++) bytes |= <u32>load<u8>(mask + j + at) << <u32>(at << 3);
      const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(i32x4.replace_lane(zero, 0, bytes)));
      open = v128.and(open, i32x4.ne(wide, zero));
    }
    v128.store(row + (j << 2), v128.bitselect(lanes, hidden, open));
  }
}

/**
 * Scores of queries `[query, query + rows)` of a head against keys `[key, key + count)`, rows of KEYS floats in
 * scratch. `q` and `k` are the head's first query and key.
 */
export function scoreBlock(q: usize, k: usize, batch: i32, head: i32, query: i32, rows: i32, key: i32, count: i32): void {
  const width = get<i32>(WIDTH);
  const step = <usize>width << 2;
  const scores = scratch + SCORES;
  const queries = q + <usize>query * step;
  const keys = k + <usize>key * step;
  if (rows <= FEW_QUERIES) {
    let i = 0;
    for (; i + 2 <= rows; i += 2) {
      dotTwoRows(queries + <usize>i * step, keys, scores + (<usize>(i * KEYS) << 2), KEYS, width, 0, count, 0, false);
    }
    if (i < rows) dotRow(queries + <usize>i * step, keys, scores + (<usize>(i * KEYS) << 2), width, 0, count, 0, false);
  } else {
    packHere(keys, width, true, count, width);
    multiplyPacked(queries, width, false, scores, KEYS, rows, count, width, 0, false);
  }
  const mask = get<usize>(MASK);
  const bias = get<usize>(BIAS);
  for (let i = 0; i < rows; i++) {
    finishRow(
      scores + (<usize>(i * KEYS) << 2),
      mask == 0 ? 0 : rowOf(mask, MASK_STEPS, batch, head, query + i) + <usize>key,
      bias == 0 ? 0 : rowOf(bias, BIAS_STEPS, batch, head, query + i) + (<usize>key << 2),
      count,
      visibleKeys(query + i) - key,
    );
  }
}

/** `row ← row · factor`. */
export function scaleRow(row: usize, width: i32, factor: f32): void {
  const f = f32x4.splat(factor);
  const end = row + (<usize>(width & ~3) << 2);
  for (; row < end; row += 16) v128.store(row, f32x4.mul(v128.load(row), f));
  const left = <usize>(width & 3);
  if (left != 0) storePartial(row, f32x4.mul(loadPartial(row, left, 0), f), left);
}

/** Adds weighted rows of `width` floats, `step` bytes apart, 32 columns at a time in registers; none of weight 0. */
export function addWeighted(y: usize, x: usize, step: usize, width: i32, weights: usize, count: i32): void {
  const end = weights + (<usize>count << 2);
  let left = <usize>width;
  for (; left >= 32; left -= 32) {
    let y0 = v128.load(y);
    let y1 = v128.load(y, 16);
    let y2 = v128.load(y, 32);
    let y3 = v128.load(y, 48);
    let y4 = v128.load(y, 64);
    let y5 = v128.load(y, 80);
    let y6 = v128.load(y, 96);
    let y7 = v128.load(y, 112);
    let row = x;
    for (let at = weights; at < end; at += 4) {
      if (load<f32>(at) != 0) {
        const weight = v128.load32_splat(at);
        y0 = madd(weight, v128.load(row), y0);
        y1 = madd(weight, v128.load(row, 16), y1);
        y2 = madd(weight, v128.load(row, 32), y2);
        y3 = madd(weight, v128.load(row, 48), y3);
        y4 = madd(weight, v128.load(row, 64), y4);
        y5 = madd(weight, v128.load(row, 80), y5);
        y6 = madd(weight, v128.load(row, 96), y6);
        y7 = madd(weight, v128.load(row, 112), y7);
      }
      row += step;
    }
    v128.store(y, y0);
    v128.store(y, y1, 16);
    v128.store(y, y2, 32);
    v128.store(y, y3, 48);
    v128.store(y, y4, 64);
    v128.store(y, y5, 80);
    v128.store(y, y6, 96);
    v128.store(y, y7, 112);
    y += 128;
    x += 128;
  }
  for (; left > 0; left -= min<usize>(left, 4)) {
    const lanes = min<usize>(left, 4);
    let sum = lanes < 4 ? loadPartial(y, lanes, 0) : v128.load(y);
    let row = x;
    for (let at = weights; at < end; at += 4) {
      if (load<f32>(at) != 0) {
        const values = lanes < 4 ? loadPartial(row, lanes, 0) : v128.load(row);
        sum = madd(v128.load32_splat(at), values, sum);
      }
      row += step;
    }
    if (lanes < 4) storePartial(y, sum, lanes);
    else v128.store(y, sum);
    y += 16;
    x += 16;
  }
}
