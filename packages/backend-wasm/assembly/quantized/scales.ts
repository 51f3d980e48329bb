import { partsMask, widen } from './codes';

// The scales of a piece, in the lanes of its four rows, as kernels read them: behind its numbers.

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
export function scalesAt(w: usize, four: bool, large: bool, signed: bool, parts: v128, by: v128): v128 {
  if (four) return large ? times(v128.load32_zero(w, 64), by, signed) : widen(v128.load16x4_s(w, 64), parts, by);
  return large ? times(v128.load32_zero(w, 128), by, signed) : widen(v128.load16x4_s(w, 128), parts, by);
}

/** What follows them: offsets, or the scales of the second half. */
// @ts-ignore: decorator
@inline
export function secondAt(w: usize, four: bool, large: bool, signed: bool, parts: v128, by: v128): v128 {
  if (four) return large ? times(v128.load32_zero(w, 68), by, signed) : widen(v128.load16x4_s(w, 72), parts, by);
  return large ? times(v128.load32_zero(w, 132), by, signed) : widen(v128.load16x4_s(w, 136), parts, by);
}
