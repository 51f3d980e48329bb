import { madd, nmadd } from './lanes';

// Elementary functions in four float32 lanes. Measured against float64 over the whole range (math.test.ts):
// exp 1 ulp, log 1 ulp, tanh, sigmoid and erf 2 ulp. NaN stays NaN, ±∞ gives the limits.

// @ts-ignore: decorator
@inline
function polynomial(x: v128, high: f32, low: v128): v128 {
  return madd(x, low, f32x4.splat(high));
}

/**
 * eˣ = 2ⁿ · eʳ with n = round(x / ln 2) and r = x − n ln 2 (ln 2 in two parts, Cody and Waite), eʳ by a polynomial
 * (Cephes). Adding 1.5 · 2²³ rounds and leaves n in the low bits. 2ⁿ is applied in two halves, so that results
 * below the smallest normal number and overflow to ∞ round as they should.
 */
// @ts-ignore: decorator
@inline
export function exp4(value: v128): v128 {
  const magic = f32x4.splat(12582912);
  const x = f32x4.pmax(f32x4.pmin(value, f32x4.splat(89)), f32x4.splat(-104));
  const shifted = madd(x, f32x4.splat(1.44269504088896341), magic);
  const n = f32x4.sub(shifted, magic);
  let r = nmadd(n, f32x4.splat(0.693359375), x);
  r = nmadd(n, f32x4.splat(-2.12194440e-4), r);
  let p = polynomial(r, 1.3981999507e-3, f32x4.splat(1.9875691500e-4));
  p = polynomial(r, 8.3334519073e-3, p);
  p = polynomial(r, 4.1665795894e-2, p);
  p = polynomial(r, 1.6666665459e-1, p);
  p = polynomial(r, 5.0000001201e-1, p);
  const e = f32x4.add(madd(f32x4.mul(r, r), p, r), f32x4.splat(1));
  const whole = i32x4.sub(shifted, magic);
  const half = i32x4.shr_s(whole, 1);
  const bias = i32x4.splat(127);
  const first = i32x4.shl(i32x4.add(half, bias), 23);
  const second = i32x4.shl(i32x4.add(i32x4.sub(whole, half), bias), 23);
  return f32x4.mul(f32x4.mul(e, first), second);
}

/** The natural logarithm: exponent · ln 2 + log of a mantissa in √½ … √2, by a polynomial (Cephes). */
// @ts-ignore: decorator
@inline
export function log4(value: v128): v128 {
  const smallest = f32x4.splat(1.17549435e-38);
  const tiny = f32x4.lt(value, smallest);
  const x = v128.bitselect(f32x4.mul(value, f32x4.splat(8388608)), value, tiny);
  const shift = v128.and(tiny, i32x4.splat(23));
  // Exponent and mantissa such that the mantissa lies in [√½, √2).
  const offset = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const exponent = i32x4.sub(i32x4.shr_s(offset, 23), shift);
  const mantissa = i32x4.add(v128.and(offset, i32x4.splat(0x007fffff)), i32x4.splat(0x3f3504f3));
  const e = f32x4.convert_i32x4_s(exponent);
  const r = f32x4.sub(mantissa, f32x4.splat(1));
  const z = f32x4.mul(r, r);
  let p = polynomial(r, -1.1514610310e-1, f32x4.splat(7.0376836292e-2));
  p = polynomial(r, 1.1676998740e-1, p);
  p = polynomial(r, -1.2420140846e-1, p);
  p = polynomial(r, 1.4249322787e-1, p);
  p = polynomial(r, -1.6668057665e-1, p);
  p = polynomial(r, 2.0000714765e-1, p);
  p = polynomial(r, -2.4999993993e-1, p);
  p = polynomial(r, 3.3333331174e-1, p);
  let y = f32x4.mul(f32x4.mul(p, z), r);
  y = madd(e, f32x4.splat(-2.12194440e-4), y);
  y = nmadd(f32x4.splat(0.5), z, y);
  y = madd(e, f32x4.splat(0.693359375), f32x4.add(r, y));
  y = v128.bitselect(value, y, f32x4.eq(value, f32x4.splat(Infinity)));
  y = v128.bitselect(f32x4.splat(-Infinity), y, f32x4.eq(value, f32x4.splat(0)));
  const invalid = v128.not(f32x4.ge(value, f32x4.splat(0)));
  return v128.bitselect(f32x4.splat(NaN), y, invalid);
}

/** tanh x: odd polynomial below 0.625 (Cephes), else 1 − 2 / (e^(2|x|) + 1). */
// @ts-ignore: decorator
@inline
export function tanh4(x: v128): v128 {
  const size = f32x4.abs(x);
  const z = f32x4.mul(x, x);
  let p = polynomial(z, 2.06390887954e-2, f32x4.splat(-5.70498872745e-3));
  p = polynomial(z, -5.37397155531e-2, p);
  p = polynomial(z, 1.33314422036e-1, p);
  p = polynomial(z, -3.33332819422e-1, p);
  const near = madd(f32x4.mul(p, z), x, x);
  const power = exp4(f32x4.add(size, size));
  const one = f32x4.splat(1);
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(power, one)));
  const signed = v128.bitselect(x, far, i32x4.splat(<i32>0x80000000));
  return v128.bitselect(near, signed, f32x4.lt(size, f32x4.splat(0.625)));
}

/** 1 / (1 + e⁻ˣ), from e^−|x| so that nothing overflows. */
// @ts-ignore: decorator
@inline
export function sigmoid4(x: v128): v128 {
  const one = f32x4.splat(1);
  const power = exp4(f32x4.neg(f32x4.abs(x)));
  const inverse = f32x4.div(one, f32x4.add(one, power));
  return v128.bitselect(f32x4.mul(power, inverse), inverse, f32x4.lt(x, f32x4.splat(0)));
}

/** Beyond this erf is taken from its complement. */
export const ERF_BEND: f32 = 0.927734375;

/** erf for |x| ≤ {@link ERF_BEND}: odd polynomial, coefficients after Norbert Juffa. */
// @ts-ignore: decorator
@inline
export function erfNear4(x: v128): v128 {
  const s = f32x4.mul(x, x);
  let p = polynomial(s, 4.99119423e-3, f32x4.splat(-5.96761703e-4));
  p = polynomial(s, -2.67681349e-2, p);
  p = polynomial(s, 1.12819925e-1, p);
  p = polynomial(s, -3.76125336e-1, p);
  p = polynomial(s, 1.28379166e-1, p);
  return madd(p, x, x);
}

/** erfc for t ≥ {@link ERF_BEND}: e to a polynomial, coefficients after Norbert Juffa. */
// @ts-ignore: decorator
@inline
export function erfcFar4(t: v128): v128 {
  const s = f32x4.mul(t, t);
  const high = polynomial(t, 3.83197126e-4, f32x4.splat(-1.72853470e-5));
  const low = polynomial(t, 2.42546219e-2, f32x4.splat(-3.88396438e-3));
  let r = madd(high, s, low);
  r = polynomial(t, -1.06777877e-1, r);
  r = polynomial(t, -6.34846687e-1, r);
  r = polynomial(t, -1.28717512e-1, r);
  return exp4(f32x4.sub(f32x4.mul(r, t), t));
}

/** The error function. */
// @ts-ignore: decorator
@inline
export function erf4(x: v128): v128 {
  const size = f32x4.abs(x);
  const far = f32x4.sub(f32x4.splat(1), erfcFar4(size));
  const signed = v128.bitselect(x, far, i32x4.splat(<i32>0x80000000));
  return v128.bitselect(erfNear4(x), signed, f32x4.le(size, f32x4.splat(ERF_BEND)));
}

/** Φ(x) = ½ (1 + erf(x/√2)); its lower tail is ½ erfc, not a difference of numbers near 1. */
// @ts-ignore: decorator
@inline
export function normalCumulative4(x: v128): v128 {
  const half = f32x4.splat(0.5);
  const t = f32x4.mul(x, f32x4.splat(0.70710678118654752));
  const size = f32x4.abs(t);
  const near = madd(half, erfNear4(t), half);
  const tail = f32x4.mul(half, erfcFar4(size));
  const far = v128.bitselect(tail, f32x4.sub(f32x4.splat(1), tail), f32x4.lt(x, f32x4.splat(0)));
  return v128.bitselect(near, far, f32x4.le(size, f32x4.splat(ERF_BEND)));
}
