import { madd } from '../lanes';
import { scratch } from '../pool';
import { ACTIVATION_BYTES } from './activations';
import { factorsOf, partsMask } from './codes';
import { addWhole, dot, join } from './dot';
import { codesOf, EIGHT, KINDS, NUMBERS, pieceOf, Q4_0, Q4_1 } from './formats';
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

// Four rows of weights times four rows of activations at once, which share each unpacked vector of weights: see dot.ts.

/** The lowest of four 4-bit numbers in 16 bits. From memory: see math.ts. */
const LOW: usize = memory.data<i32>([0x000f000f]);

/** A block is added to the sums of a row, and `offset · scale Σq` where there are offsets. */
// @ts-ignore: decorator
@inline
function addBlock(sums: v128, whole: v128, scale: v128, offset: v128, x: usize, offsets: bool): v128 {
  const next = addWhole(sums, whole, scale, x);
  return offsets ? madd(offset, v128.load32_splat(x, 4), next) : next;
}

/**
 * The lower four rows of a group of 4-bit weights, or those in high bits, and four rows of activations, `next` bytes apart,
 * whose sums are stored at `to`, yet to be multiplied: see activations.ts.
 */
// @ts-ignore: decorator
@inline
function dotFourBitsFour(
  group: usize,
  x: usize,
  next: usize,
  blocks: i32,
  to: usize,
  large: bool,
  offsets: bool,
  high: bool,
): void {
  const parts = partsMask();
  // In memory: all registers are taken.
  const place = scratch + 128;
  const low = v128.load32_splat(LOW);
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let w = group + KINDS;
  for (let b = 0; b < blocks; ) {
    if (large) {
      v128.store(place, scalesOfEight(w, high, large));
      v128.store(place, offsetsOfEight(w, high, large), 16);
    }
    w += codesOf(true, large, offsets);
    for (const end = large ? b + EIGHT : blocks; b < end; b++) {
      const x1 = x + next;
      const x2 = x1 + next;
      const x3 = x2 + next;
      let n0 = offsets ? i32x4.splat(0) : v128.load32_splat(x, 8);
      let n1 = offsets ? n0 : v128.load32_splat(x1, 8);
      let n2 = offsets ? n0 : v128.load32_splat(x2, 8);
      let n3 = offsets ? n0 : v128.load32_splat(x3, 8);
      let at = x;
      for (const last = w + NUMBERS; w < last; w += 32) {
        const to1 = at + next;
        const to2 = to1 + next;
        const to3 = to2 + next;
        let pairs = v128.load(w);
        let numbers = v128.and(high ? i16x8.shr_u(pairs, 4) : pairs, low);
        n0 = dot(n0, numbers, v128.load32_splat(at, 16));
        n1 = dot(n1, numbers, v128.load32_splat(to1, 16));
        n2 = dot(n2, numbers, v128.load32_splat(to2, 16));
        n3 = dot(n3, numbers, v128.load32_splat(to3, 16));
        numbers = high ? i16x8.shr_u(pairs, 12) : v128.and(i16x8.shr_u(pairs, 8), low);
        n0 = dot(n0, numbers, v128.load32_splat(at, 20));
        n1 = dot(n1, numbers, v128.load32_splat(to1, 20));
        n2 = dot(n2, numbers, v128.load32_splat(to2, 20));
        n3 = dot(n3, numbers, v128.load32_splat(to3, 20));
        pairs = v128.load(w, 16);
        numbers = v128.and(high ? i16x8.shr_u(pairs, 4) : pairs, low);
        n0 = dot(n0, numbers, v128.load32_splat(at, 24));
        n1 = dot(n1, numbers, v128.load32_splat(to1, 24));
        n2 = dot(n2, numbers, v128.load32_splat(to2, 24));
        n3 = dot(n3, numbers, v128.load32_splat(to3, 24));
        numbers = high ? i16x8.shr_u(pairs, 12) : v128.and(i16x8.shr_u(pairs, 8), low);
        n0 = dot(n0, numbers, v128.load32_splat(at, 28));
        n1 = dot(n1, numbers, v128.load32_splat(to1, 28));
        n2 = dot(n2, numbers, v128.load32_splat(to2, 28));
        n3 = dot(n3, numbers, v128.load32_splat(to3, 28));
        at += 16;
      }
      const codes = codesAt(w, high, large, offsets);
      const scale = scalesOf(w, codes, high, large, offsets, parts, large ? v128.load(place) : parts);
      const offset = offsets ? offsetsOf(w, codes, high, large, parts, large ? v128.load(place, 16) : parts) : scale;
      s0 = addBlock(s0, n0, scale, offset, x, offsets);
      s1 = addBlock(s1, n1, scale, offset, x1, offsets);
      s2 = addBlock(s2, n2, scale, offset, x2, offsets);
      s3 = addBlock(s3, n3, scale, offset, x3, offsets);
      w += pieceOf(true, large, offsets) - NUMBERS;
      x += ACTIVATION_BYTES;
    }
  }
  v128.store(to, s0);
  v128.store(to, s1, 16);
  v128.store(to, s2, 32);
  v128.store(to, s3, 48);
}

/** {@link dotFourBitsFour} of a type. */
export type FourKernel = (group: usize, x: usize, next: usize, blocks: i32, to: usize) => void;

function lowQ40(group: usize, x: usize, next: usize, blocks: i32, to: usize): void {
  dotFourBitsFour(group, x, next, blocks, to, false, false, false);
}

function highQ40(group: usize, x: usize, next: usize, blocks: i32, to: usize): void {
  dotFourBitsFour(group, x, next, blocks, to, false, false, true);
}

function lowQ41(group: usize, x: usize, next: usize, blocks: i32, to: usize): void {
  dotFourBitsFour(group, x, next, blocks, to, false, true, false);
}

function highQ41(group: usize, x: usize, next: usize, blocks: i32, to: usize): void {
  dotFourBitsFour(group, x, next, blocks, to, false, true, true);
}

function lowQ4K(group: usize, x: usize, next: usize, blocks: i32, to: usize): void {
  dotFourBitsFour(group, x, next, blocks, to, true, true, false);
}

function highQ4K(group: usize, x: usize, next: usize, blocks: i32, to: usize): void {
  dotFourBitsFour(group, x, next, blocks, to, true, true, true);
}

/** The kernel of the lower four rows of a group, or of the others. */
export function fourKernel(type: i32, high: bool): FourKernel {
  if (type == Q4_0) return high ? highQ40 : lowQ40;
  if (type == Q4_1) return high ? highQ41 : lowQ41;
  return high ? highQ4K : lowQ4K;
}

/** A group of 8-bit weights and four rows of activations, with offsets, or with a scale for each half of a block. */
export function dotEightBitsFour(
  group: usize,
  x: usize,
  next: usize,
  blocks: i32,
  to: usize,
  large: bool,
  offsets: bool,
  twoScales: bool,
): void {
  const parts = partsMask();
  const factors = factorsOf(group);
  let w = group + KINDS;
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  // What shares a scale: a block, or half of one.
  const span: usize = twoScales ? 64 : 128;
  for (let b = 0; b < blocks; ) {
    const by = scalesBy(w, large, factors);
    const offsetBy = offsetsBy(w, large, offsets, factors);
    w += codesOf(false, large, offsets);
    for (const end = large ? b + EIGHT : blocks; b < end; b++) {
      let scale = scalesAt(w, large, twoScales, parts, by);
      const second = offsets || twoScales ? secondAt(w, large, twoScales, parts, twoScales ? by : offsetBy) : scale;
      let at = x;
      for (let part: usize = 0; part < 128; part += span) {
        let upper0 = i32x4.splat(0);
        let upper1 = upper0;
        let upper2 = upper0;
        let upper3 = upper0;
        let lower0 = upper0;
        let lower1 = upper0;
        let lower2 = upper0;
        let lower3 = upper0;
        for (const last = w + span; w < last; w += 16) {
          const upper = v128.load8x8_s(w);
          const lower = v128.load8x8_s(w, 8);
          const four0 = v128.load64_splat(at, 16);
          upper0 = dot(upper0, upper, four0);
          lower0 = dot(lower0, lower, four0);
          const four1 = v128.load64_splat(at + next, 16);
          upper1 = dot(upper1, upper, four1);
          lower1 = dot(lower1, lower, four1);
          const four2 = v128.load64_splat(at + 2 * next, 16);
          upper2 = dot(upper2, upper, four2);
          lower2 = dot(lower2, lower, four2);
          const four3 = v128.load64_splat(at + 3 * next, 16);
          upper3 = dot(upper3, upper, four3);
          lower3 = dot(lower3, lower, four3);
          at += 8;
        }
        s0 = addBlock(s0, join(upper0, lower0), scale, second, x, offsets);
        s1 = addBlock(s1, join(upper1, lower1), scale, second, x + next, offsets);
        s2 = addBlock(s2, join(upper2, lower2), scale, second, x + 2 * next, offsets);
        s3 = addBlock(s3, join(upper3, lower3), scale, second, x + 3 * next, offsets);
        scale = second;
      }
      w += pieceOf(false, large, offsets) - 128;
      x += ACTIVATION_BYTES;
    }
  }
  v128.store(to, s0);
  v128.store(to, s1, 16);
  v128.store(to, s2, 32);
  v128.store(to, s3, 48);
}
