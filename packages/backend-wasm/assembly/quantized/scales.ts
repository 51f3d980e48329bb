import { partsMask, widen } from './codes';

// The scales of a piece, in the lanes of four rows, as kernels read them: behind its numbers. First of groups of four rows.

/** Four bytes as floats, times `by`. */
// @ts-ignore: decorator
@inline
function times(bytes: v128, by: v128, signed: bool): v128 {
  const whole = signed
    ? i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(bytes))
    : i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes));
  return f32x4.mul(f32x4.convert_i32x4_s(whole), by);
}

/** What scales are multiplied by: the factors of the group, or what the codes before eight pieces say. */
// @ts-ignore: decorator
@inline
export function scalesBy(w: usize, large: bool, factors: v128): v128 {
  return large ? widen(v128.load16x4_s(w), partsMask(), factors) : factors;
}

/** The same for offsets. */
// @ts-ignore: decorator
@inline
export function offsetsBy(w: usize, large: bool, offsets: bool, factors: v128): v128 {
  return large && offsets ? widen(v128.load16x4_s(w, 8), partsMask(), factors) : factors;
}

/** The scales of a piece. */
// @ts-ignore: decorator
@inline
export function scalesAt(w: usize, large: bool, signed: bool, parts: v128, by: v128): v128 {
  return large ? times(v128.load32_zero(w, 128), by, signed) : widen(v128.load16x4_s(w, 128), parts, by);
}

/** What follows them: offsets, or the scales of the second half. */
// @ts-ignore: decorator
@inline
export function secondAt(w: usize, large: bool, signed: bool, parts: v128, by: v128): v128 {
  return large ? times(v128.load32_zero(w, 132), by, signed) : widen(v128.load16x4_s(w, 136), parts, by);
}

// Of groups of eight rows a lane has what belongs to a row, or to two: see formats.ts. What these functions give is yet to be
// multiplied by the factors of the rows (codes.ts).

/** The first of two codes in each lane. */
// @ts-ignore: decorator
@inline
function firstCode(codes: v128, parts: v128): v128 {
  return secondCode(i32x4.shl(codes, 16), parts);
}

/** The second one. */
// @ts-ignore: decorator
@inline
function secondCode(codes: v128, parts: v128): v128 {
  return v128.and(i32x4.shr_s(codes, 3), parts);
}

/** The codes of a small type at `at`: of the lower four rows, or of the others. */
// @ts-ignore: decorator
@inline
export function codesAt(at: usize, high: bool, large: bool, offsets: bool): v128 {
  if (large) return i32x4.splat(0);
  return high && offsets ? v128.load(at, 16) : v128.load(at);
}

/** Scales by their codes; those of a K type by the bytes at `at`, times `by`. */
// @ts-ignore: decorator
@inline
export function scalesOf(at: usize, codes: v128, high: bool, large: bool, offsets: bool, parts: v128, by: v128): v128 {
  if (large) return times(high ? v128.load32_zero(at, 8) : v128.load32_zero(at), by, false);
  return high && !offsets ? secondCode(codes, parts) : firstCode(codes, parts);
}

/** Offsets in the same way. */
// @ts-ignore: decorator
@inline
export function offsetsOf(at: usize, codes: v128, high: bool, large: bool, parts: v128, by: v128): v128 {
  if (large) return times(high ? v128.load32_zero(at, 12) : v128.load32_zero(at, 4), by, false);
  return secondCode(codes, parts);
}

/** What the scales of eight pieces of a K type are multiplied by. */
// @ts-ignore: decorator
@inline
export function scalesOfEight(w: usize, high: bool, large: bool): v128 {
  if (!large) return i32x4.splat(0);
  return firstCode(high ? v128.load(w, 16) : v128.load(w), partsMask());
}

/** The same for offsets. */
// @ts-ignore: decorator
@inline
export function offsetsOfEight(w: usize, high: bool, large: bool): v128 {
  if (!large) return i32x4.splat(0);
  return secondCode(high ? v128.load(w, 16) : v128.load(w), partsMask());
}
