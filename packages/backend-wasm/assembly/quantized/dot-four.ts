import { madd } from '../lanes';
import { ACTIVATION_BYTES } from './activations';
import { partsMask } from './codes';
import { addWhole, dot, join } from './dot';
import { codesOf, EIGHT, pieceOf } from './formats';
import { offsetsBy, scalesAt, scalesBy, secondAt } from './scales';

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

/** 4-bit weights at `w`, and four rows of activations, `next` bytes apart, whose sums are stored at `to`. */
export function dotFourBitsFour(
  w: usize,
  x: usize,
  next: usize,
  blocks: i32,
  factors: v128,
  large: bool,
  offsets: bool,
  to: usize,
): void {
  const parts = partsMask();
  const low = v128.load32_splat(LOW);
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (let b = 0; b < blocks; ) {
    const by = scalesBy(w, large, factors);
    const offsetBy = offsetsBy(w, large, offsets, factors);
    w += codesOf(large, offsets);
    for (const end = large ? b + EIGHT : blocks; b < end; b++) {
      const scale = scalesAt(w, true, large, false, parts, by);
      const offset = offsets ? secondAt(w, true, large, false, parts, offsetBy) : scale;
      const x1 = x + next;
      const x2 = x1 + next;
      const x3 = x2 + next;
      let n0 = v128.load32_splat(x, 8);
      let n1 = v128.load32_splat(x1, 8);
      let n2 = v128.load32_splat(x2, 8);
      let n3 = v128.load32_splat(x3, 8);
      let at = x;
      for (const last = x + 32; at < last; at += 8) {
        const to1 = at + next;
        const to2 = to1 + next;
        const to3 = to2 + next;
        const pairs = v128.load(w);
        w += 16;
        const first = v128.and(pairs, low);
        n0 = dot(n0, first, v128.load32_splat(at, 16));
        n1 = dot(n1, first, v128.load32_splat(to1, 16));
        n2 = dot(n2, first, v128.load32_splat(to2, 16));
        n3 = dot(n3, first, v128.load32_splat(to3, 16));
        const second = v128.and(i16x8.shr_u(pairs, 8), low);
        n0 = dot(n0, second, v128.load32_splat(at, 20));
        n1 = dot(n1, second, v128.load32_splat(to1, 20));
        n2 = dot(n2, second, v128.load32_splat(to2, 20));
        n3 = dot(n3, second, v128.load32_splat(to3, 20));
        const third = v128.and(i16x8.shr_u(pairs, 4), low);
        n0 = dot(n0, third, v128.load32_splat(at, 48));
        n1 = dot(n1, third, v128.load32_splat(to1, 48));
        n2 = dot(n2, third, v128.load32_splat(to2, 48));
        n3 = dot(n3, third, v128.load32_splat(to3, 48));
        const fourth = i16x8.shr_u(pairs, 12);
        n0 = dot(n0, fourth, v128.load32_splat(at, 52));
        n1 = dot(n1, fourth, v128.load32_splat(to1, 52));
        n2 = dot(n2, fourth, v128.load32_splat(to2, 52));
        n3 = dot(n3, fourth, v128.load32_splat(to3, 52));
      }
      s0 = addBlock(s0, n0, scale, offset, x, offsets);
      s1 = addBlock(s1, n1, scale, offset, x1, offsets);
      s2 = addBlock(s2, n2, scale, offset, x2, offsets);
      s3 = addBlock(s3, n3, scale, offset, x3, offsets);
      w += pieceOf(true, large, offsets) - 64;
      x += ACTIVATION_BYTES;
    }
  }
  v128.store(to, s0);
  v128.store(to, s1, 16);
  v128.store(to, s2, 32);
  v128.store(to, s3, 48);
}

/** The same for 8-bit weights, with offsets, or with a scale for each half of a block. */
export function dotEightBitsFour(
  w: usize,
  x: usize,
  next: usize,
  blocks: i32,
  factors: v128,
  large: bool,
  offsets: bool,
  twoScales: bool,
  to: usize,
): void {
  const parts = partsMask();
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  // What shares a scale: a block, or half of one.
  const span: usize = twoScales ? 64 : 128;
  for (let b = 0; b < blocks; ) {
    const by = scalesBy(w, large, factors);
    const offsetBy = offsetsBy(w, large, offsets, factors);
    w += codesOf(large, offsets);
    for (const end = large ? b + EIGHT : blocks; b < end; b++) {
      let scale = scalesAt(w, false, large, twoScales, parts, by);
      const second = offsets || twoScales ? secondAt(w, false, large, twoScales, parts, twoScales ? by : offsetBy) : scale;
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
