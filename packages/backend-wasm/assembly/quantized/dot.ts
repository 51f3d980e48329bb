import { madd } from '../lanes';
import { scratch } from '../pool';
import { ACTIVATION_BYTES, HEAD } from './activations';
import { factorsOf, partsMask } from './codes';
import {
  codesOf,
  EIGHT,
  KINDS,
  NUMBERS,
  pieceOf,
  Q4_0,
  Q4_1,
  Q4_K,
  Q5_1,
  Q5_K,
  Q6_K,
} from './formats';
import {
  codesAt,
  offsetsBy,
  offsetsOf,
  offsetsOfEight,
  scalesAt,
  scalesBy,
  scalesOf,
  scalesOfEight,
  secondAt,
} from './scales';

// A group of weights times one row of activations, block by block: whole numbers within a block, float32 over blocks.
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

/** The numbers in a 16-bit word: of two columns of a row, and of two of the row four further. From memory: see math.ts. */
const MASKS: usize = memory.data<i32>([0x000f000f, 0x0f000f00, 0x00f000f0]);

// The second are 256-fold, the third 16-fold; their sums stay so until the end of a block, below 16 · 15 · 256 · 2¹⁵ < 2³¹.

/** Puts the sums of one row of activations and eight rows of 4-bit weights to `to`, yet to be multiplied: see activations.ts. */
// @ts-ignore: decorator
@inline
function dotFourBits(group: usize, x: usize, blocks: i32, to: usize, large: bool, offsets: bool): void {
  const first = v128.load32_splat(MASKS);
  const second = v128.load32_splat(MASKS, 4);
  const third = v128.load32_splat(MASKS, 8);
  let sums = f32x4.splat(0);
  let more = f32x4.splat(0);
  let w = group + KINDS;
  for (let b = 0; b < blocks; ) {
    const by = scalesOfEight(w, false, large);
    const moreBy = scalesOfEight(w, true, large);
    const offsetBy = offsetsOfEight(w, false, large);
    const moreOffsetBy = offsetsOfEight(w, true, large);
    w += codesOf(true, large, offsets);
    for (const end = large ? b + EIGHT : blocks; b < end; b++) {
      let whole = offsets ? i32x4.splat(0) : v128.load32_splat(x, 8);
      let far = i32x4.splat(0);
      let moreWhole = whole;
      let moreFar = far;
      let at = x;
      for (const last = w + NUMBERS; w < last; w += 32) {
        let pairs = v128.load(w);
        let columns = v128.load32_splat(at, 16);
        whole = dot(whole, v128.and(pairs, first), columns);
        moreFar = dot(moreFar, v128.and(pairs, third), columns);
        columns = v128.load32_splat(at, 20);
        far = dot(far, v128.and(pairs, second), columns);
        moreWhole = dot(moreWhole, i16x8.shr_u(pairs, 12), columns);
        pairs = v128.load(w, 16);
        columns = v128.load32_splat(at, 24);
        whole = dot(whole, v128.and(pairs, first), columns);
        moreFar = dot(moreFar, v128.and(pairs, third), columns);
        columns = v128.load32_splat(at, 28);
        far = dot(far, v128.and(pairs, second), columns);
        moreWhole = dot(moreWhole, i16x8.shr_u(pairs, 12), columns);
        at += 16;
      }
      const parts = partsMask();
      const codes = codesAt(w, false, large, offsets);
      const moreCodes = codesAt(w, true, large, offsets);
      whole = i32x4.add(whole, i32x4.shr_s(far, 8));
      moreWhole = i32x4.add(moreWhole, i32x4.shr_s(moreFar, 4));
      sums = addWhole(sums, whole, scalesOf(w, codes, false, large, offsets, parts, by), x);
      more = addWhole(more, moreWhole, scalesOf(w, moreCodes, true, large, offsets, parts, moreBy), x);
      if (offsets) {
        const total = v128.load32_splat(x, 4);
        sums = madd(offsetsOf(w, codes, false, large, parts, offsetBy), total, sums);
        more = madd(offsetsOf(w, moreCodes, true, large, parts, moreOffsetBy), total, more);
      }
      w += pieceOf(true, large, offsets) - NUMBERS;
      x += ACTIVATION_BYTES;
    }
  }
  v128.store(to, sums);
  v128.store(to, more, 16);
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
  group: usize,
  x: usize,
  blocks: i32,
  to: usize,
  large: bool,
  offsets: bool,
  twoScales: bool,
): void {
  const place = scratch;
  const parts = partsMask();
  const factors = factorsOf(group);
  let w = group + KINDS;
  let sums = f32x4.splat(0);
  for (let b = 0; b < blocks; ) {
    const by = scalesBy(w, large, factors);
    const offsetBy = offsetsBy(w, large, offsets, factors);
    w += codesOf(false, large, offsets);
    for (const end = large ? b + EIGHT : blocks; b < end; b++) {
      let whole = dotHalf(w, x + HEAD);
      settle(place);
      if (twoScales) {
        sums = addWhole(sums, whole, scalesAt(w, large, true, parts, by), x);
        settle(place);
        whole = dotHalf(w + 64, x + HEAD + 32);
        settle(place);
        sums = addWhole(sums, whole, secondAt(w, large, true, parts, by), x);
      } else {
        whole = i32x4.add(whole, dotHalf(w + 64, x + HEAD + 32));
        settle(place);
        sums = addWhole(sums, whole, scalesAt(w, large, false, parts, by), x);
      }
      if (offsets) {
        settle(place);
        sums = madd(secondAt(w, large, false, parts, offsetBy), v128.load32_splat(x, 4), sums);
      }
      w += pieceOf(false, large, offsets);
      x += ACTIVATION_BYTES;
    }
  }
  v128.store(to, sums);
}

// A loop of its own for each kind of piece, in a function of its own that is called by its number: else the compilers make
// one function of all, in which V8 keeps counters and sums in memory.

function dotQ40(group: usize, x: usize, blocks: i32, to: usize): void {
  dotFourBits(group, x, blocks, to, false, false);
}

function dotQ41(group: usize, x: usize, blocks: i32, to: usize): void {
  dotFourBits(group, x, blocks, to, false, true);
}

function dotQ4K(group: usize, x: usize, blocks: i32, to: usize): void {
  dotFourBits(group, x, blocks, to, true, true);
}

function dotQ80(group: usize, x: usize, blocks: i32, to: usize): void {
  dotEightBits(group, x, blocks, to, false, false, false);
}

function dotQ51(group: usize, x: usize, blocks: i32, to: usize): void {
  dotEightBits(group, x, blocks, to, false, true, false);
}

function dotQ5K(group: usize, x: usize, blocks: i32, to: usize): void {
  dotEightBits(group, x, blocks, to, true, true, false);
}

function dotQ6K(group: usize, x: usize, blocks: i32, to: usize): void {
  dotEightBits(group, x, blocks, to, true, false, true);
}

/** Puts the sums of one row of x and a group of W to `to`. */
export type RowKernel = (group: usize, x: usize, blocks: i32, to: usize) => void;

/** The kernel of a type. */
export function rowKernel(type: i32): RowKernel {
  if (type == Q4_0) return dotQ40;
  if (type == Q4_1) return dotQ41;
  if (type == Q4_K) return dotQ4K;
  if (type == Q5_1) return dotQ51;
  if (type == Q5_K) return dotQ5K;
  return type == Q6_K ? dotQ6K : dotQ80;
}
