import { madd } from '../lanes';
import { get, scratch } from '../pool';
import { ACTIVATION_BYTES, HEAD } from './activations';
import { dotBytes, UNSIGNED } from './bytes';
import { factorsOf, partsMask } from './codes';
import { addWhole, RowKernel, settle } from './dot';
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

// A group of weights times one row of x in digits (digits.ts), where the machine has a dot product of bytes: four columns
// at a time, 256 times the sums of the upper digits and those of the lower ones. The digits are the signed side. Numbers of
// 4 bits are the other side as they are, those in high bits 16-fold, without a shift. Numbers of 8 bits are made 128 too large
// where that side is unsigned, for which the sums begin at −128 Σq. All is exact, with the bits of dot.ts.
//
// Eight rows of 4-bit weights share what is loaded of x: a core loads two vectors in a cycle, which limited four rows. The loop
// over a block's columns keeps products where they stand; compilers collect those of straight code at the end, without
// registers for what they wait for.

/** The low and the high bits of each byte; the highest one, and nothing. From memory: see math.ts. */
const MASKS: usize = memory.data<i32>([0x0f0f0f0f, <i32>0xf0f0f0f0, <i32>0x80808080, 0]);

/** Puts the sums of four rows and, 16-fold, of those in high bits to `to`, yet to be multiplied: see activations.ts. */
// @ts-ignore: decorator
@inline
function fourBits(group: usize, x: usize, blocks: i32, to: usize, large: bool, offsets: bool): void {
  const low = v128.load32_splat(MASKS);
  const high = v128.load32_splat(MASKS, 4);
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
      let upper = i32x4.splat(0);
      let lower = offsets ? i32x4.splat(0) : v128.load32_splat(x, 8);
      let upperMore = i32x4.splat(0);
      let lowerMore = v128.load32_splat(x, 12);
      let at = x;
      for (const last = w + NUMBERS; w < last; w += 32) {
        let pairs = v128.load(w);
        let above = v128.load32_splat(at, 16);
        let below = v128.load32_splat(at, 48);
        let numbers = v128.and(pairs, low);
        upper = dotBytes(above, numbers, upper);
        lower = dotBytes(below, numbers, lower);
        numbers = v128.and(pairs, high);
        upperMore = dotBytes(above, numbers, upperMore);
        lowerMore = dotBytes(below, numbers, lowerMore);
        pairs = v128.load(w, 16);
        above = v128.load32_splat(at, 20);
        below = v128.load32_splat(at, 52);
        numbers = v128.and(pairs, low);
        upper = dotBytes(above, numbers, upper);
        lower = dotBytes(below, numbers, lower);
        numbers = v128.and(pairs, high);
        upperMore = dotBytes(above, numbers, upperMore);
        lowerMore = dotBytes(below, numbers, lowerMore);
        at += 8;
      }
      const parts = partsMask();
      const codes = codesAt(w, false, large, offsets);
      const moreCodes = codesAt(w, true, large, offsets);
      const whole = i32x4.add(lower, i32x4.shl(upper, 8));
      const moreWhole = i32x4.add(lowerMore, i32x4.shl(upperMore, 8));
      sums = addWhole(sums, whole, scalesOf(w, codes, false, large, offsets, parts, by), x);
      more = addWhole(more, moreWhole, scalesOf(w, moreCodes, true, large, offsets, parts, moreBy), x);
      if (offsets) {
        sums = madd(offsetsOf(w, codes, false, large, parts, offsetBy), v128.load32_splat(x, 4), sums);
        more = madd(offsetsOf(w, moreCodes, true, large, parts, moreOffsetBy), v128.load32_splat(x, 8), more);
      }
      w += pieceOf(true, large, offsets) - NUMBERS;
      x += ACTIVATION_BYTES;
    }
  }
  v128.store(to, sums);
  v128.store(to, more, 16);
}

/** Half a block, whose digits are at `x`; the sums `lower` are added to. */
// @ts-ignore: decorator
@inline
function half(w: usize, x: usize, flip: v128, lower: v128, place: usize): v128 {
  let numbers = v128.xor(v128.load(w), flip);
  let upper = dotBytes(v128.load32_splat(x), numbers, i32x4.splat(0));
  lower = dotBytes(v128.load32_splat(x, 32), numbers, lower);
  numbers = v128.xor(v128.load(w, 16), flip);
  upper = dotBytes(v128.load32_splat(x, 4), numbers, upper);
  lower = dotBytes(v128.load32_splat(x, 36), numbers, lower);
  settle(place);
  numbers = v128.xor(v128.load(w, 32), flip);
  upper = dotBytes(v128.load32_splat(x, 8), numbers, upper);
  lower = dotBytes(v128.load32_splat(x, 40), numbers, lower);
  numbers = v128.xor(v128.load(w, 48), flip);
  upper = dotBytes(v128.load32_splat(x, 12), numbers, upper);
  lower = dotBytes(v128.load32_splat(x, 44), numbers, lower);
  settle(place);
  return i32x4.add(lower, i32x4.shl(upper, 8));
}

// @ts-ignore: decorator
@inline
function eightBits(group: usize, x: usize, blocks: i32, to: usize, large: bool, offsets: bool, twoScales: bool): void {
  const place = scratch;
  const flip = v128.load32_splat(MASKS + (get<i32>(14) == UNSIGNED ? 8 : 12));
  const parts = partsMask();
  const factors = factorsOf(group);
  let w = group + KINDS;
  let sums = f32x4.splat(0);
  for (let b = 0; b < blocks; ) {
    const by = scalesBy(w, large, factors);
    const offsetBy = offsetsBy(w, large, offsets, factors);
    w += codesOf(false, large, offsets);
    for (const end = large ? b + EIGHT : blocks; b < end; b++) {
      let whole = half(w, x + HEAD, flip, v128.load32_splat(x, 8), place);
      if (twoScales) {
        sums = addWhole(sums, whole, scalesAt(w, large, true, parts, by), x);
        whole = half(w + 64, x + HEAD + 16, flip, v128.load32_splat(x, 12), place);
        sums = addWhole(sums, whole, secondAt(w, large, true, parts, by), x);
      } else {
        whole = half(w + 64, x + HEAD + 16, flip, whole, place);
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

function digitsQ40(group: usize, x: usize, blocks: i32, to: usize): void {
  fourBits(group, x, blocks, to, false, false);
}

function digitsQ41(group: usize, x: usize, blocks: i32, to: usize): void {
  fourBits(group, x, blocks, to, false, true);
}

function digitsQ4K(group: usize, x: usize, blocks: i32, to: usize): void {
  fourBits(group, x, blocks, to, true, true);
}

function digitsQ80(group: usize, x: usize, blocks: i32, to: usize): void {
  eightBits(group, x, blocks, to, false, false, false);
}

function digitsQ51(group: usize, x: usize, blocks: i32, to: usize): void {
  eightBits(group, x, blocks, to, false, true, false);
}

function digitsQ5K(group: usize, x: usize, blocks: i32, to: usize): void {
  eightBits(group, x, blocks, to, true, true, false);
}

function digitsQ6K(group: usize, x: usize, blocks: i32, to: usize): void {
  eightBits(group, x, blocks, to, true, false, true);
}

/** The kernel of a type: see {@link RowKernel}. */
export function digitsKernel(type: i32): RowKernel {
  if (type == Q4_0) return digitsQ40;
  if (type == Q4_1) return digitsQ41;
  if (type == Q4_K) return digitsQ4K;
  if (type == Q5_1) return digitsQ51;
  if (type == Q5_K) return digitsQ5K;
  return type == Q6_K ? digitsQ6K : digitsQ80;
}
