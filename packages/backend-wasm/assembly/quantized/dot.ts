import { madd, RELAXED } from '../lanes';
import { HEAD } from './activations';

// Four rows of weights times rows of activations, block by block: whole numbers within a block, float32 over blocks.
//
// 4 bits, relaxed: four columns of a row are the bytes of a lane; q is at most 15, so that the relaxed dot product of
// signed and 7-bit bytes is exact on every machine. Plain: two nibbles of a lane at a time as 16-bit numbers. 8 bits:
// weights become 16-bit numbers, on every machine, since both sides are signed: two lanes per row are joined at the end.

/** `offset · scale Σq` (where there are offsets) and `scale · scale · Σqq` are added to the row's sums. */
// @ts-ignore: decorator
@inline
function addBlock(sums: v128, whole: v128, scale: v128, offset: v128, x: usize, offsets: bool): v128 {
  const next = madd(f32x4.convert_i32x4_s(whole), f32x4.mul(scale, v128.load32_splat(x)), sums);
  return offsets ? madd(offset, v128.load32_splat(x, 4), next) : next;
}

/** Adds sixteen pairs of numbers: a vector of weights and the activations of its columns. */
// @ts-ignore: decorator
@inline
function dotBytes(whole: v128, numbers: v128, x: usize, offset: usize): v128 {
  return i32x4.relaxed_dot_i8x16_i7x16_add_s(v128.load32_splat(x + HEAD + offset), numbers, whole);
}

// @ts-ignore: decorator
@inline
function dotShorts(whole: v128, numbers: v128, x: usize, offset: usize): v128 {
  return i32x4.add(whole, i32x4.dot_i16x8_s(v128.load32_splat(x + HEAD + offset), numbers));
}

/** One row of activations at `x`; gives the sums of four rows of weights at `w`. */
export function dotFourBits(w: usize, x: usize, blocks: i32, offsets: bool): v128 {
  const low = RELAXED ? i8x16.splat(15) : i16x8.splat(15);
  let sums = f32x4.splat(0);
  for (let b = 0; b < blocks; b++) {
    const scale = v128.load(w);
    const offset = offsets ? v128.load(w, 16) : scale;
    w += offsets ? 32 : 16;
    let whole = v128.load32_splat(x, 8);
    for (let v: usize = 0; v < 4; v++) {
      const pairs = v128.load(w + (v << 4));
      if (RELAXED) {
        whole = dotBytes(whole, v128.and(pairs, low), x, v << 2);
        whole = dotBytes(whole, v128.and(i16x8.shr_u(pairs, 4), low), x, 16 + (v << 2));
      } else {
        whole = dotShorts(whole, v128.and(pairs, low), x, v << 3);
        whole = dotShorts(whole, v128.and(i16x8.shr_u(pairs, 8), low), x, (v << 3) + 4);
        whole = dotShorts(whole, v128.and(i16x8.shr_u(pairs, 4), low), x, 32 + (v << 3));
        whole = dotShorts(whole, i16x8.shr_u(pairs, 12), x, 36 + (v << 3));
      }
    }
    sums = addBlock(sums, whole, scale, offset, x, offsets);
    w += 64;
    x += RELAXED ? HEAD + 32 : HEAD + 64;
  }
  return sums;
}

/** The same for four rows of activations, `next` bytes apart, whose sums are stored at `to`. */
export function dotFourBitsFour(w: usize, x: usize, next: usize, blocks: i32, offsets: bool, to: usize): void {
  const low = RELAXED ? i8x16.splat(15) : i16x8.splat(15);
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
    for (let v: usize = 0; v < 4; v++) {
      const pairs = v128.load(w + (v << 4));
      if (RELAXED) {
        const first = v128.and(pairs, low);
        const second = v128.and(i16x8.shr_u(pairs, 4), low);
        n0 = dotBytes(dotBytes(n0, first, x, v << 2), second, x, 16 + (v << 2));
        n1 = dotBytes(dotBytes(n1, first, x1, v << 2), second, x1, 16 + (v << 2));
        n2 = dotBytes(dotBytes(n2, first, x2, v << 2), second, x2, 16 + (v << 2));
        n3 = dotBytes(dotBytes(n3, first, x3, v << 2), second, x3, 16 + (v << 2));
      } else {
        const first = v128.and(pairs, low);
        const second = v128.and(i16x8.shr_u(pairs, 8), low);
        n0 = dotShorts(dotShorts(n0, first, x, v << 3), second, x, (v << 3) + 4);
        n1 = dotShorts(dotShorts(n1, first, x1, v << 3), second, x1, (v << 3) + 4);
        n2 = dotShorts(dotShorts(n2, first, x2, v << 3), second, x2, (v << 3) + 4);
        n3 = dotShorts(dotShorts(n3, first, x3, v << 3), second, x3, (v << 3) + 4);
        const third = v128.and(i16x8.shr_u(pairs, 4), low);
        const fourth = i16x8.shr_u(pairs, 12);
        n0 = dotShorts(dotShorts(n0, third, x, 32 + (v << 3)), fourth, x, 36 + (v << 3));
        n1 = dotShorts(dotShorts(n1, third, x1, 32 + (v << 3)), fourth, x1, 36 + (v << 3));
        n2 = dotShorts(dotShorts(n2, third, x2, 32 + (v << 3)), fourth, x2, 36 + (v << 3));
        n3 = dotShorts(dotShorts(n3, third, x3, 32 + (v << 3)), fourth, x3, 36 + (v << 3));
      }
    }
    s0 = addBlock(s0, n0, scale, offset, x, offsets);
    s1 = addBlock(s1, n1, scale, offset, x1, offsets);
    s2 = addBlock(s2, n2, scale, offset, x2, offsets);
    s3 = addBlock(s3, n3, scale, offset, x3, offsets);
    w += 64;
    x += RELAXED ? HEAD + 32 : HEAD + 64;
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
  let upper = i32x4.splat(0);
  let lower = upper;
  for (let v: usize = 0; v < 4; v++) {
    const four = v128.load64_splat(x + (v << 3));
    upper = i32x4.add(upper, i32x4.dot_i16x8_s(v128.load8x8_s(w + (v << 4)), four));
    lower = i32x4.add(lower, i32x4.dot_i16x8_s(v128.load8x8_s(w + (v << 4), 8), four));
  }
  return join(upper, lower);
}

/** One row of activations and four rows of 8-bit weights, with offsets, or with a scale for each half of a block. */
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
    x += HEAD + 64;
  }
  return sums;
}
