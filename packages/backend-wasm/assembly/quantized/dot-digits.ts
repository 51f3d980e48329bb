import { madd } from '../lanes';
import { get, scratch } from '../pool';
import { ACTIVATION_BYTES, HEAD } from './activations';
import { dotBytes, UNSIGNED } from './bytes';
import { partsMask } from './codes';
import { addWhole, RowKernel, settle } from './dot';
import { codesOf, EIGHT, pieceOf, Q4_0, Q4_1, Q4_K, Q5_1, Q5_K, Q6_K } from './formats';
import { offsetsBy, scalesAt, scalesBy, secondAt } from './scales';

// Four rows of weights times one row of x in digits (digits.ts), where the machine has a dot product of bytes: four columns
// at a time, 256 times the sums of the upper digits and those of the lower ones. The digits are the signed side. Numbers of
// 4 bits are the other side as they are. Numbers of 8 bits are made 128 too large where that side is unsigned, for which the
// sums begin at −128 Σq. All is exact, with the bits of dot.ts.

/** What 4-bit numbers are cut by; the highest bit of each byte, and nothing. From memory: see math.ts. */
const MASKS: usize = memory.data<i32>([0x0f0f0f0f, <i32>0x80808080, 0]);

// @ts-ignore: decorator
@inline
function fourBits(w: usize, x: usize, blocks: i32, factors: v128, large: bool, offsets: bool): v128 {
  const place = scratch;
  const low = v128.load32_splat(MASKS);
  const parts = partsMask();
  let sums = f32x4.splat(0);
  for (let b = 0; b < blocks; ) {
    const by = scalesBy(w, large, factors);
    const offsetBy = offsetsBy(w, large, offsets, factors);
    w += codesOf(large, offsets);
    for (const end = large ? b + EIGHT : blocks; b < end; b++) {
      // The first 16 columns and the others.
      let lower = v128.load32_splat(x, 8);
      let upper = i32x4.splat(0);
      let pairs = v128.load(w);
      let numbers = v128.and(pairs, low);
      upper = dotBytes(v128.load32_splat(x, 16), numbers, upper);
      lower = dotBytes(v128.load32_splat(x, 48), numbers, lower);
      numbers = v128.and(i16x8.shr_u(pairs, 4), low);
      let upper2 = dotBytes(v128.load32_splat(x, 32), numbers, i32x4.splat(0));
      let lower2 = dotBytes(v128.load32_splat(x, 64), numbers, i32x4.splat(0));
      settle(place);
      pairs = v128.load(w, 16);
      numbers = v128.and(pairs, low);
      upper = dotBytes(v128.load32_splat(x, 20), numbers, upper);
      lower = dotBytes(v128.load32_splat(x, 52), numbers, lower);
      numbers = v128.and(i16x8.shr_u(pairs, 4), low);
      upper2 = dotBytes(v128.load32_splat(x, 36), numbers, upper2);
      lower2 = dotBytes(v128.load32_splat(x, 68), numbers, lower2);
      settle(place);
      pairs = v128.load(w, 32);
      numbers = v128.and(pairs, low);
      upper = dotBytes(v128.load32_splat(x, 24), numbers, upper);
      lower = dotBytes(v128.load32_splat(x, 56), numbers, lower);
      numbers = v128.and(i16x8.shr_u(pairs, 4), low);
      upper2 = dotBytes(v128.load32_splat(x, 40), numbers, upper2);
      lower2 = dotBytes(v128.load32_splat(x, 72), numbers, lower2);
      settle(place);
      pairs = v128.load(w, 48);
      numbers = v128.and(pairs, low);
      upper = dotBytes(v128.load32_splat(x, 28), numbers, upper);
      lower = dotBytes(v128.load32_splat(x, 60), numbers, lower);
      numbers = v128.and(i16x8.shr_u(pairs, 4), low);
      upper2 = dotBytes(v128.load32_splat(x, 44), numbers, upper2);
      lower2 = dotBytes(v128.load32_splat(x, 76), numbers, lower2);
      settle(place);
      const whole = i32x4.add(i32x4.add(lower, lower2), i32x4.shl(i32x4.add(upper, upper2), 8));
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
function eightBits(w: usize, x: usize, blocks: i32, factors: v128, large: bool, offsets: bool, twoScales: bool): v128 {
  const place = scratch;
  const flip = v128.load32_splat(MASKS + (get<i32>(14) == UNSIGNED ? 4 : 8));
  const parts = partsMask();
  let sums = f32x4.splat(0);
  for (let b = 0; b < blocks; ) {
    const by = scalesBy(w, large, factors);
    const offsetBy = offsetsBy(w, large, offsets, factors);
    w += codesOf(large, offsets);
    for (const end = large ? b + EIGHT : blocks; b < end; b++) {
      let whole = half(w, x + HEAD, flip, v128.load32_splat(x, 8), place);
      if (twoScales) {
        sums = addWhole(sums, whole, scalesAt(w, false, large, true, parts, by), x);
        whole = half(w + 64, x + HEAD + 16, flip, v128.load32_splat(x, 12), place);
        sums = addWhole(sums, whole, secondAt(w, false, large, true, parts, by), x);
      } else {
        whole = half(w + 64, x + HEAD + 16, flip, whole, place);
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

function digitsQ40(w: usize, x: usize, blocks: i32, factors: v128): v128 {
  return fourBits(w, x, blocks, factors, false, false);
}

function digitsQ41(w: usize, x: usize, blocks: i32, factors: v128): v128 {
  return fourBits(w, x, blocks, factors, false, true);
}

function digitsQ4K(w: usize, x: usize, blocks: i32, factors: v128): v128 {
  return fourBits(w, x, blocks, factors, true, true);
}

function digitsQ80(w: usize, x: usize, blocks: i32, factors: v128): v128 {
  return eightBits(w, x, blocks, factors, false, false, false);
}

function digitsQ51(w: usize, x: usize, blocks: i32, factors: v128): v128 {
  return eightBits(w, x, blocks, factors, false, true, false);
}

function digitsQ5K(w: usize, x: usize, blocks: i32, factors: v128): v128 {
  return eightBits(w, x, blocks, factors, true, true, false);
}

function digitsQ6K(w: usize, x: usize, blocks: i32, factors: v128): v128 {
  return eightBits(w, x, blocks, factors, true, false, true);
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
