import { madd } from '../lanes';
import { ACTIVATION_BYTES, HEAD } from './activations';

// Four rows of weights times rows of activations, block by block: whole numbers within a block, float32 over blocks.
// All products are of 16-bit numbers, `i32x4.dot_i16x8_s`, exact on every machine: of two columns at a time, which stand
// in the lane of their row. The activations of two columns are broadcast to all lanes.

/** `scale · scale · Σqq`, and `offset · scale Σq` where there are offsets, are added to the row's sums. */
// @ts-ignore: decorator
@inline
function addBlock(sums: v128, whole: v128, scale: v128, offset: v128, x: usize, offsets: bool): v128 {
  const next = madd(f32x4.convert_i32x4_s(whole), f32x4.mul(scale, v128.load32_splat(x)), sums);
  return offsets ? madd(offset, v128.load32_splat(x, 4), next) : next;
}

// @ts-ignore: decorator
@inline
function dot(sums: v128, numbers: v128, columns: v128): v128 {
  return i32x4.add(sums, i32x4.dot_i16x8_s(numbers, columns));
}

// A 16-bit word holds the 4-bit numbers of four columns. Of the third and fourth the sums are taken 256 times as large,
// without a shift; they stay below 16 · 15 · 256 · 2¹⁵ < 2³¹ in a block.

/** Masks of the first and second, and of the third and fourth number of a word. From memory: see math.ts. */
const MASKS: usize = memory.data<i32>([0x000f000f, 0x0f000f00]);

/** One row of activations at `x`; gives the sums of four rows of 4-bit weights at `w`. */
// @ts-ignore: decorator
@inline
export function dotFourBits(w: usize, x: usize, blocks: i32, offsets: bool): v128 {
  const low = v128.load32_splat(MASKS);
  const high = v128.load32_splat(MASKS, 4);
  let sums = f32x4.splat(0);
  for (let b = 0; b < blocks; b++) {
    const scale = v128.load(w);
    const offset = offsets ? v128.load(w, 16) : scale;
    w += offsets ? 32 : 16;
    let whole = v128.load32_splat(x, 8);
    let large = i32x4.splat(0);
    let pairs = v128.load(w);
    whole = dot(whole, v128.and(pairs, low), v128.load32_splat(x, 16));
    large = i32x4.dot_i16x8_s(v128.and(pairs, high), v128.load32_splat(x, 20));
    pairs = i16x8.shr_u(pairs, 4);
    whole = dot(whole, v128.and(pairs, low), v128.load32_splat(x, 48));
    large = dot(large, v128.and(pairs, high), v128.load32_splat(x, 52));
    pairs = v128.load(w, 16);
    whole = dot(whole, v128.and(pairs, low), v128.load32_splat(x, 24));
    large = dot(large, v128.and(pairs, high), v128.load32_splat(x, 28));
    pairs = i16x8.shr_u(pairs, 4);
    whole = dot(whole, v128.and(pairs, low), v128.load32_splat(x, 56));
    large = dot(large, v128.and(pairs, high), v128.load32_splat(x, 60));
    pairs = v128.load(w, 32);
    whole = dot(whole, v128.and(pairs, low), v128.load32_splat(x, 32));
    large = dot(large, v128.and(pairs, high), v128.load32_splat(x, 36));
    pairs = i16x8.shr_u(pairs, 4);
    whole = dot(whole, v128.and(pairs, low), v128.load32_splat(x, 64));
    large = dot(large, v128.and(pairs, high), v128.load32_splat(x, 68));
    pairs = v128.load(w, 48);
    whole = dot(whole, v128.and(pairs, low), v128.load32_splat(x, 40));
    large = dot(large, v128.and(pairs, high), v128.load32_splat(x, 44));
    pairs = i16x8.shr_u(pairs, 4);
    whole = dot(whole, v128.and(pairs, low), v128.load32_splat(x, 72));
    large = dot(large, v128.and(pairs, high), v128.load32_splat(x, 76));
    whole = i32x4.add(whole, i32x4.shr_s(large, 8));
    sums = addBlock(sums, whole, scale, offset, x, offsets);
    w += 64;
    x += ACTIVATION_BYTES;
  }
  return sums;
}

/** The same for four rows of activations, `next` bytes apart, whose sums are stored at `to`. */
export function dotFourBitsFour(w: usize, x: usize, next: usize, blocks: i32, offsets: bool, to: usize): void {
  const low = v128.load32_splat(MASKS);
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (let b = 0; b < blocks; b++) {
    const scale = v128.load(w);
    const offset = offsets ? v128.load(w, 16) : scale;
    w += offsets ? 32 : 16;
    const x1 = x + next;
    const x2 = x1 + next;
    const x3 = x2 + next;
    let n0 = v128.load32_splat(x, 8);
    let n1 = v128.load32_splat(x1, 8);
    let n2 = v128.load32_splat(x2, 8);
    let n3 = v128.load32_splat(x3, 8);
    let at = x;
    for (const end = x + 32; at < end; at += 8) {
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
    x += ACTIVATION_BYTES;
  }
  v128.store(to, s0);
  v128.store(to, s1, 16);
  v128.store(to, s2, 32);
  v128.store(to, s3, 48);
}

/** Two vectors with two lanes per row become one with one. */
// @ts-ignore: decorator
@inline
function join(a: v128, b: v128): v128 {
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
export function dotEightBits(w: usize, x: usize, blocks: i32, offsets: bool, twoScales: bool): v128 {
  let sums = f32x4.splat(0);
  for (let b = 0; b < blocks; b++) {
    const scale = v128.load(w);
    const second = offsets || twoScales ? v128.load(w, 16) : scale;
    w += offsets || twoScales ? 32 : 16;
    const first = dotHalf(w, x + HEAD);
    const rest = dotHalf(w + 64, x + HEAD + 32);
    if (twoScales) {
      sums = addBlock(sums, first, scale, scale, x, false);
      sums = addBlock(sums, rest, second, second, x, false);
    } else sums = addBlock(sums, i32x4.add(first, rest), scale, second, x, offsets);
    w += 128;
    x += ACTIVATION_BYTES;
  }
  return sums;
}

/** The same for four rows of activations, `next` bytes apart, whose sums are stored at `to`. */
export function dotEightBitsFour(w: usize, x: usize, next: usize, blocks: i32, offsets: bool, twoScales: bool, to: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  // What shares a scale: a block, or half of one.
  const span: usize = twoScales ? 64 : 128;
  for (let b = 0; b < blocks; b++) {
    let scale = v128.load(w);
    const second = offsets || twoScales ? v128.load(w, 16) : scale;
    w += offsets || twoScales ? 32 : 16;
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
      for (const end = w + span; w < end; w += 16) {
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
    x += ACTIVATION_BYTES;
  }
  v128.store(to, s0);
  v128.store(to, s1, 16);
  v128.store(to, s2, 32);
  v128.store(to, s3, 48);
}
