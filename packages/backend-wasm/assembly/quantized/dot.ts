import { madd } from '../lanes';
import { scratch } from '../pool';
import { ACTIVATION_BYTES, HEAD } from './activations';
import { partsMask } from './codes';
import { codesOf, EIGHT, pieceOf, Q4_0, Q4_1, Q4_K, Q5_1, Q5_K, Q6_K } from './formats';
import { offsetsBy, scalesAt, scalesBy, secondAt } from './scales';

// Four rows of weights times one row of activations, block by block: whole numbers within a block, float32 over blocks.
// All products are of 16-bit numbers, `i32x4.dot_i16x8_s`, exact on every machine: of two columns at a time, which stand
// in the lane of their row. The activations of two columns are broadcast to all lanes.

/** `scale · scale · Σqq` is added to the row's sums. */
// @ts-ignore: decorator
@inline
export function addWhole(sums: v128, whole: v128, scales: v128, x: usize): v128 {
  return madd(f32x4.convert_i32x4_s(whole), f32x4.mul(scales, v128.load32_splat(x)), sums);
}

/**
 * Stores nothing of worth. Loads behind a store stay there; without it the compilers collect a block's loads before its
 * products, for which there are no registers.
 */
// @ts-ignore: decorator
@inline
export function settle(place: usize): void {
  store<i32>(place, 0);
}

// @ts-ignore: decorator
@inline
export function dot(sums: v128, numbers: v128, columns: v128): v128 {
  return i32x4.add(sums, i32x4.dot_i16x8_s(numbers, columns));
}

// A 16-bit word holds the 4-bit numbers of four columns. Of the third and fourth the sums are taken 256 times as large,
// without a shift; they stay below 16 · 15 · 256 · 2¹⁵ < 2³¹ in a block.

/** Masks of the first and second, and of the third and fourth number of a word. From memory: see math.ts. */
const MASKS: usize = memory.data<i32>([0x000f000f, 0x0f000f00]);

/** One row of activations at `x`; gives the sums of four rows of 4-bit weights at `w`. */
// @ts-ignore: decorator
@inline
function dotFourBits(w: usize, x: usize, blocks: i32, factors: v128, large: bool, offsets: bool): v128 {
  const place = scratch;
  const parts = partsMask();
  const low = v128.load32_splat(MASKS);
  const high = v128.load32_splat(MASKS, 4);
  let sums = f32x4.splat(0);
  for (let b = 0; b < blocks; ) {
    const by = scalesBy(w, large, factors);
    const offsetBy = offsetsBy(w, large, offsets, factors);
    w += codesOf(large, offsets);
    for (const end = large ? b + EIGHT : blocks; b < end; b++) {
      let whole = v128.load32_splat(x, 8);
      let far = i32x4.splat(0);
      let pairs = v128.load(w);
      whole = dot(whole, v128.and(pairs, low), v128.load32_splat(x, 16));
      far = i32x4.dot_i16x8_s(v128.and(pairs, high), v128.load32_splat(x, 20));
      pairs = i16x8.shr_u(pairs, 4);
      whole = dot(whole, v128.and(pairs, low), v128.load32_splat(x, 48));
      far = dot(far, v128.and(pairs, high), v128.load32_splat(x, 52));
      settle(place);
      pairs = v128.load(w, 16);
      whole = dot(whole, v128.and(pairs, low), v128.load32_splat(x, 24));
      far = dot(far, v128.and(pairs, high), v128.load32_splat(x, 28));
      pairs = i16x8.shr_u(pairs, 4);
      whole = dot(whole, v128.and(pairs, low), v128.load32_splat(x, 56));
      far = dot(far, v128.and(pairs, high), v128.load32_splat(x, 60));
      settle(place);
      pairs = v128.load(w, 32);
      whole = dot(whole, v128.and(pairs, low), v128.load32_splat(x, 32));
      far = dot(far, v128.and(pairs, high), v128.load32_splat(x, 36));
      pairs = i16x8.shr_u(pairs, 4);
      whole = dot(whole, v128.and(pairs, low), v128.load32_splat(x, 64));
      far = dot(far, v128.and(pairs, high), v128.load32_splat(x, 68));
      settle(place);
      pairs = v128.load(w, 48);
      whole = dot(whole, v128.and(pairs, low), v128.load32_splat(x, 40));
      far = dot(far, v128.and(pairs, high), v128.load32_splat(x, 44));
      pairs = i16x8.shr_u(pairs, 4);
      whole = dot(whole, v128.and(pairs, low), v128.load32_splat(x, 72));
      far = dot(far, v128.and(pairs, high), v128.load32_splat(x, 76));
      whole = i32x4.add(whole, i32x4.shr_s(far, 8));
      settle(place);
      sums = addWhole(sums, whole, scalesAt(w, true, large, false, parts, by), x);
      if (offsets) {
        settle(place);
        sums = madd(secondAt(w, true, large, false, parts, offsetBy), v128.load32_splat(x, 4), sums);
      }
      w += pieceOf(true, large, offsets);
      x += ACTIVATION_BYTES;
    }
  }
  return sums;
}

/** Two vectors with two lanes per row become one with one. */
// @ts-ignore: decorator
@inline
export function join(a: v128, b: v128): v128 {
  return i32x4.add(i32x4.shuffle(a, b, 0, 2, 4, 6), i32x4.shuffle(a, b, 1, 3, 5, 7));
}

/** Half a block of 8-bit numbers, 16 columns, and one row of activations. */
// @ts-ignore: decorator
@inline
function dotHalf(w: usize, x: usize): v128 {
  let four = v128.load64_splat(x);
  let upper = i32x4.dot_i16x8_s(v128.load8x8_s(w), four);
  let lower = i32x4.dot_i16x8_s(v128.load8x8_s(w, 8), four);
  four = v128.load64_splat(x, 8);
  upper = dot(upper, v128.load8x8_s(w, 16), four);
  lower = dot(lower, v128.load8x8_s(w, 24), four);
  four = v128.load64_splat(x, 16);
  upper = dot(upper, v128.load8x8_s(w, 32), four);
  lower = dot(lower, v128.load8x8_s(w, 40), four);
  four = v128.load64_splat(x, 24);
  upper = dot(upper, v128.load8x8_s(w, 48), four);
  lower = dot(lower, v128.load8x8_s(w, 56), four);
  return join(upper, lower);
}

/** One row of activations and four rows of 8-bit weights, with offsets, or with a scale for each half of a block. */
// @ts-ignore: decorator
@inline
function dotEightBits(
  w: usize,
  x: usize,
  blocks: i32,
  factors: v128,
  large: bool,
  offsets: bool,
  twoScales: bool,
): v128 {
  const place = scratch;
  const parts = partsMask();
  let sums = f32x4.splat(0);
  for (let b = 0; b < blocks; ) {
    const by = scalesBy(w, large, factors);
    const offsetBy = offsetsBy(w, large, offsets, factors);
    w += codesOf(large, offsets);
    for (const end = large ? b + EIGHT : blocks; b < end; b++) {
      let whole = dotHalf(w, x + HEAD);
      settle(place);
      if (twoScales) {
        sums = addWhole(sums, whole, scalesAt(w, false, large, true, parts, by), x);
        settle(place);
        whole = dotHalf(w + 64, x + HEAD + 32);
        settle(place);
        sums = addWhole(sums, whole, secondAt(w, false, large, true, parts, by), x);
      } else {
        whole = i32x4.add(whole, dotHalf(w + 64, x + HEAD + 32));
        settle(place);
        sums = addWhole(sums, whole, scalesAt(w, false, large, false, parts, by), x);
      }
      if (offsets) {
        settle(place);
        sums = madd(secondAt(w, false, large, false, parts, offsetBy), v128.load32_splat(x, 4), sums);
      }
      w += pieceOf(false, large, offsets);
      x += ACTIVATION_BYTES;
    }
  }
  return sums;
}

// A loop of its own for each kind of piece, in a function of its own that is called by its number: else the compilers make
// one function of all, in which V8 keeps counters and sums in memory.

function dotQ40(w: usize, x: usize, blocks: i32, factors: v128): v128 {
  return dotFourBits(w, x, blocks, factors, false, false);
}

function dotQ41(w: usize, x: usize, blocks: i32, factors: v128): v128 {
  return dotFourBits(w, x, blocks, factors, false, true);
}

function dotQ4K(w: usize, x: usize, blocks: i32, factors: v128): v128 {
  return dotFourBits(w, x, blocks, factors, true, true);
}

function dotQ80(w: usize, x: usize, blocks: i32, factors: v128): v128 {
  return dotEightBits(w, x, blocks, factors, false, false, false);
}

function dotQ51(w: usize, x: usize, blocks: i32, factors: v128): v128 {
  return dotEightBits(w, x, blocks, factors, false, true, false);
}

function dotQ5K(w: usize, x: usize, blocks: i32, factors: v128): v128 {
  return dotEightBits(w, x, blocks, factors, true, true, false);
}

function dotQ6K(w: usize, x: usize, blocks: i32, factors: v128): v128 {
  return dotEightBits(w, x, blocks, factors, true, false, true);
}

/** The sums of one row of x and a group of W, whose first piece is at `w`. */
export type RowKernel = (w: usize, x: usize, blocks: i32, factors: v128) => v128;

/** The kernel of a type. */
export function rowKernel(type: i32): RowKernel {
  if (type == Q4_0) return dotQ40;
  if (type == Q4_1) return dotQ41;
  if (type == Q4_K) return dotQ4K;
  if (type == Q5_1) return dotQ51;
  if (type == Q5_K) return dotQ5K;
  return type == Q6_K ? dotQ6K : dotQ80;
}
