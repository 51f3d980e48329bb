// Scales of 16 bits, which one shift, one mask and one product make float32 in four lanes: the bits of a float16, moved to
// where a float32 has them, are that number times 2⁻¹¹². A float16 below 2⁻¹⁴ would be a denormal float32 there, slow in
// every product. So a row whose scales are all below 128, which is every row of a real model, has exponents ten higher and
// no denormals. What a row's codes are multiplied by tells its kind, a byte.

/** Exponents from 2⁻²⁴ to 2⁶. */
const MOVED: u8 = 0;
/** The bits of the file. */
const AS_FILED: u8 = 1;
/** The same, where a scale is not finite: then all products of the row are NaN. */
const NOT_FINITE: u8 = 2;

/** 2¹⁰², 2¹¹² and NaN, by kind. */
const FACTORS: usize = memory.data<u32>([0x72800000, 0x77800000, 0x7fc00000, 0]);

/** The sign and what a float16 has of exponent and fraction, shifted left by 13. From memory: see math.ts. */
const PARTS: usize = memory.data<u32>([0x8fffe000]);

/** The kind of a row, from the largest bits of its scales without their signs. */
export function kindOf(largest: u32): u8 {
  if (largest < 0x5800) return MOVED;
  return largest < 0x7c00 ? AS_FILED : NOT_FINITE;
}

/** The 16 bits of a scale, from those of the file. */
export function codeOf(bits: u32, kind: u8): u16 {
  const size = bits & 0x7fff;
  if (kind != MOVED || size == 0) return <u16>bits;
  if (size >= 0x400) return <u16>(bits + (10 << 10));
  const highest = 31 - clz(size);
  return <u16>((bits & 0x8000) | ((highest + 1) << 10) | ((size << (10 - highest)) & 0x3ff));
}

/** Undoes {@link codeOf}. */
export function bitsOf(code: u32, kind: u8): u16 {
  const exponent = (code >> 10) & 31;
  if (kind != MOVED || exponent == 0) return <u16>code;
  if (exponent > 10) return <u16>(code - (10 << 10));
  return <u16>((code & 0x8000) | (((code & 0x3ff) | 0x400) >> (11 - exponent)));
}

// @ts-ignore: decorator
@inline
function factorOf(kinds: usize, row: usize): f32 {
  return load<f32>(FACTORS + ((<usize>load<u8>(kinds + row) & 3) << 2));
}

/** What the codes of a group are multiplied by, from the kinds of its four rows. */
export function factorsOf(kinds: usize): v128 {
  let factors = f32x4.splat(factorOf(kinds, 0));
  factors = f32x4.replace_lane(factors, 1, factorOf(kinds, 1));
  factors = f32x4.replace_lane(factors, 2, factorOf(kinds, 2));
  return f32x4.replace_lane(factors, 3, factorOf(kinds, 3));
}

/** 2¹¹²: what an exponent is too small by once the bits of a float16 stand in a float32. */
const SCALE: f32 = 5.192296858534828e33;

/** The float16 of these bits. */
export function floatOf(bits: u32): f32 {
  const size = bits & 0x7fff;
  const sign = (bits & 0x8000) << 16;
  const exact = size < 0x7c00 ? reinterpret<u32>(reinterpret<f32>(size << 13) * SCALE) : 0x7f800000 | (size << 13);
  return reinterpret<f32>(sign | exact);
}

/** The mask that {@link widen} needs, to be loaded before a loop. */
// @ts-ignore: decorator
@inline
export function partsMask(): v128 {
  return v128.load32_splat(PARTS);
}

/** Four scales of their codes, which `v128.load16x4_s` has loaded. */
// @ts-ignore: decorator
@inline
export function widen(codes: v128, parts: v128, factors: v128): v128 {
  return f32x4.mul(v128.and(i32x4.shl(codes, 13), parts), factors);
}
