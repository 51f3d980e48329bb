// The few vector helpers that all kernels share.

/** Chosen at build time: fused multiply–add of relaxed SIMD, or multiply then add. */
// @ts-ignore: an integer that the build defines
export const RELAXED: bool = HEED_RELAXED != 0;

/** `a · b + c` in four float32 lanes. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  return RELAXED ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

/** `c − a · b` in four float32 lanes. */
// @ts-ignore: decorator
@inline
export function nmadd(a: v128, b: v128, c: v128): v128 {
  return RELAXED ? f32x4.relaxed_nmadd(a, b, c) : f32x4.sub(c, f32x4.mul(a, b));
}

/** The sums of the lanes of four vectors. */
// @ts-ignore: decorator
@inline
export function sumEach4(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(i32x4.shuffle(a, b, 0, 1, 4, 5), i32x4.shuffle(a, b, 2, 3, 6, 7));
  const cd = f32x4.add(i32x4.shuffle(c, d, 0, 1, 4, 5), i32x4.shuffle(c, d, 2, 3, 6, 7));
  return f32x4.add(i32x4.shuffle(ab, cd, 0, 2, 4, 6), i32x4.shuffle(ab, cd, 1, 3, 5, 7));
}

/** The sum of two float64 lanes. */
// @ts-ignore: decorator
@inline
export function sum2(a: v128): f64 {
  return f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
}

/** The greatest of four float32 lanes; NaN if one is NaN. */
// @ts-ignore: decorator
@inline
export function max4(a: v128): f32 {
  const pairs = f32x4.max(a, i32x4.shuffle(a, a, 2, 3, 0, 1));
  return max<f32>(f32x4.extract_lane(pairs, 0), f32x4.extract_lane(pairs, 1));
}

/** Adds the four float32 lanes of `a` to two float64 lanes. */
// @ts-ignore: decorator
@inline
export function addWide(total: v128, a: v128): v128 {
  const high = i32x4.shuffle(a, a, 2, 3, 2, 3);
  return f64x2.add(total, f64x2.add(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(high)));
}

/** The first `count` (1 to 3) floats at `address`, the other lanes filled with `fill`. */
export function loadPartial(address: usize, count: usize, fill: f32): v128 {
  let lanes = f32x4.splat(fill);
  lanes = v128.load32_lane(address, lanes, 0);
  if (count > 1) lanes = v128.load32_lane(address + 4, lanes, 1);
  if (count > 2) lanes = v128.load32_lane(address + 8, lanes, 2);
  return lanes;
}

/** Stores the first `count` (1 to 3) lanes. */
export function storePartial(address: usize, lanes: v128, count: usize): void {
  v128.store32_lane(address, lanes, 0);
  if (count > 1) v128.store32_lane(address + 4, lanes, 1);
  if (count > 2) v128.store32_lane(address + 8, lanes, 2);
}

/** The first `count` floats, four at most. */
// @ts-ignore: decorator
@inline
export function loadUpTo4(address: usize, count: i32, fill: f32): v128 {
  return count < 4 ? loadPartial(address, <usize>count, fill) : v128.load(address);
}

/** Stores the first `count` lanes, four at most. */
// @ts-ignore: decorator
@inline
export function storeUpTo4(address: usize, lanes: v128, count: i32): void {
  if (count < 4) storePartial(address, lanes, <usize>count);
  else v128.store(address, lanes);
}
