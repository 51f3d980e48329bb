import { madd, nmadd, RELAXED } from './lanes';

// Elementary functions in four float32 lanes. NaN stays NaN, ±∞ gives the limits. Largest errors against float64 over
// all magnitudes (functions.test.ts): exp and log 2 ulp, tanh and sigmoid 3 ulp, erf 1e-6 relative.
//
// Constants lie in static memory: reading one into all lanes is a single instruction, whereas V8 builds a vector
// constant from scalars anew in every round of a loop, which made exp two to three times slower.

// @ts-ignore: decorator
@inline
function at(table: usize, index: usize): v128 {
  return v128.load32_splat(table + (index << 2));
}

/** 0 rounding number, 1 upper and 2 lower bound, 3 1/ln 2, 4–5 ln 2 in two parts, 6–10 polynomial, 11 one. */
const EXP: usize = memory.data<f32>([
  12582912, 89, -104, 1.44269504088896341, 0.693359375, -2.1219444e-4, 1.3814138466613328e-3, 8.368751891852122e-3,
  4.166840736430453e-2, 1.666652026893629e-1, 4.9999993288805805e-1, 1,
]);
const EXPONENT_BIAS: usize = memory.data<i32>([127]);

/**
 * eˣ = 2ⁿ · eʳ with n = round(x / ln 2) and r = x − n ln 2 (ln 2 in two parts, Cody and Waite), eʳ by the polynomial of
 * degree 6 with the least relative error (0.03 ulp). Adding 1.5 · 2²³ rounds and leaves n in the low bits. 2ⁿ is applied
 * in two halves, so that results below the smallest normal number and overflow to ∞ round as they should.
 */
// @ts-ignore: decorator
@inline
export function exp4(value: v128): v128 {
  const magic = at(EXP, 0);
  const x = f32x4.pmax(f32x4.pmin(value, at(EXP, 1)), at(EXP, 2));
  const shifted = madd(x, at(EXP, 3), magic);
  const n = f32x4.sub(shifted, magic);
  let r = nmadd(n, at(EXP, 4), x);
  r = nmadd(n, at(EXP, 5), r);
  let p = madd(r, at(EXP, 6), at(EXP, 7));
  p = madd(r, p, at(EXP, 8));
  p = madd(r, p, at(EXP, 9));
  p = madd(r, p, at(EXP, 10));
  p = madd(r, p, at(EXP, 11));
  p = madd(r, p, at(EXP, 11));
  const whole = i32x4.sub(shifted, magic);
  const half = i32x4.shr_s(whole, 1);
  const bias = at(EXPONENT_BIAS, 0);
  const first = i32x4.shl(i32x4.add(half, bias), 23);
  const second = i32x4.shl(i32x4.add(i32x4.sub(whole, half), bias), 23);
  return f32x4.mul(f32x4.mul(p, first), second);
}

/** The least exponent of {@link expBelow4}: n becomes −127 there, and 2ⁿ the bits of 0. */
const LEAST: usize = memory.data<f32>([-88]);
/** The bits of the rounding number, less 127. */
const EXPONENT_SHIFT: usize = memory.data<i32>([0x4b400000 - 127]);
/** A polynomial of degree 5, highest first and without its 1: with steps that round once its errors stay within 2 ulp. */
const FUSED: usize = memory.data<f32>([
  8.29030194173557e-3, 4.189797700669304e-2, 1.6667636684034443e-1, 4.9999149175554947e-1, 9.999997069549549e-1,
]);
/** The last five factors of the polynomial; a build that rounds twice takes degree 6. */
const POLYNOMIAL: usize = RELAXED ? FUSED : EXP + 28;

/**
 * eˣ for x ≤ 0, as softmax needs it: no overflow to think of, and what would lie below the smallest normal number
 * is exactly 0, −∞ first of all. A third fewer instructions than {@link exp4}.
 */
// @ts-ignore: decorator
@inline
export function expBelow4(value: v128): v128 {
  const magic = at(EXP, 0);
  const x = f32x4.pmax(value, at(LEAST, 0));
  const shifted = madd(x, at(EXP, 3), magic);
  const n = f32x4.sub(shifted, magic);
  let r = nmadd(n, at(EXP, 4), x);
  r = nmadd(n, at(EXP, 5), r);
  let p = at(POLYNOMIAL, 0);
  if (!RELAXED) p = madd(r, at(EXP, 6), p);
  p = madd(r, p, at(POLYNOMIAL, 1));
  p = madd(r, p, at(POLYNOMIAL, 2));
  p = madd(r, p, at(POLYNOMIAL, 3));
  p = madd(r, p, at(POLYNOMIAL, 4));
  p = madd(r, p, at(EXP, 11));
  return f32x4.mul(p, i32x4.shl(i32x4.sub(shifted, at(EXPONENT_SHIFT, 0)), 23));
}

/**
 * {@link expBelow4} of `x − shift` for sixteen numbers at `x`, put to `y` where asked for; returns their sum in four lanes.
 * Four vectors share the loads of constants, a third of the instructions otherwise. Step by step over all four, and each
 * stored at once: so V8's code keeps both multipliers busy and needs no more registers than there are.
 */
// @ts-ignore: decorator
@inline
export function expBelow16(x: usize, y: usize, shift: v128, stores: bool): v128 {
  const magic = at(EXP, 0);
  let c = at(LEAST, 0);
  const x0 = f32x4.pmax(f32x4.sub(v128.load(x), shift), c);
  const x1 = f32x4.pmax(f32x4.sub(v128.load(x, 16), shift), c);
  const x2 = f32x4.pmax(f32x4.sub(v128.load(x, 32), shift), c);
  const x3 = f32x4.pmax(f32x4.sub(v128.load(x, 48), shift), c);
  c = at(EXP, 3);
  const s0 = madd(x0, c, magic);
  const s1 = madd(x1, c, magic);
  const s2 = madd(x2, c, magic);
  const s3 = madd(x3, c, magic);
  const n0 = f32x4.sub(s0, magic);
  const n1 = f32x4.sub(s1, magic);
  const n2 = f32x4.sub(s2, magic);
  const n3 = f32x4.sub(s3, magic);
  c = at(EXP, 4);
  let r0 = nmadd(n0, c, x0);
  let r1 = nmadd(n1, c, x1);
  let r2 = nmadd(n2, c, x2);
  let r3 = nmadd(n3, c, x3);
  c = at(EXP, 5);
  r0 = nmadd(n0, c, r0);
  r1 = nmadd(n1, c, r1);
  r2 = nmadd(n2, c, r2);
  r3 = nmadd(n3, c, r3);
  c = at(POLYNOMIAL, 0);
  let p0 = c;
  let p1 = c;
  let p2 = c;
  let p3 = c;
  if (!RELAXED) {
    const d = at(EXP, 6);
    p0 = madd(r0, d, c);
    p1 = madd(r1, d, c);
    p2 = madd(r2, d, c);
    p3 = madd(r3, d, c);
  }
  c = at(POLYNOMIAL, 1);
  p0 = madd(r0, p0, c);
  p1 = madd(r1, p1, c);
  p2 = madd(r2, p2, c);
  p3 = madd(r3, p3, c);
  c = at(POLYNOMIAL, 2);
  p0 = madd(r0, p0, c);
  p1 = madd(r1, p1, c);
  p2 = madd(r2, p2, c);
  p3 = madd(r3, p3, c);
  c = at(POLYNOMIAL, 3);
  p0 = madd(r0, p0, c);
  p1 = madd(r1, p1, c);
  p2 = madd(r2, p2, c);
  p3 = madd(r3, p3, c);
  c = at(POLYNOMIAL, 4);
  p0 = madd(r0, p0, c);
  p1 = madd(r1, p1, c);
  p2 = madd(r2, p2, c);
  p3 = madd(r3, p3, c);
  c = at(EXP, 11);
  p0 = madd(r0, p0, c);
  p1 = madd(r1, p1, c);
  p2 = madd(r2, p2, c);
  p3 = madd(r3, p3, c);
  c = at(EXPONENT_SHIFT, 0);
  p0 = f32x4.mul(p0, i32x4.shl(i32x4.sub(s0, c), 23));
  if (stores) v128.store(y, p0);
  p1 = f32x4.mul(p1, i32x4.shl(i32x4.sub(s1, c), 23));
  if (stores) v128.store(y, p1, 16);
  p2 = f32x4.mul(p2, i32x4.shl(i32x4.sub(s2, c), 23));
  if (stores) v128.store(y, p2, 32);
  p3 = f32x4.mul(p3, i32x4.shl(i32x4.sub(s3, c), 23));
  if (stores) v128.store(y, p3, 48);
  return f32x4.add(f32x4.add(p0, p1), f32x4.add(p2, p3));
}

/** eˣ of one number x ≤ 0. */
// @ts-ignore: decorator
@inline
export function expBelow1(x: f32): f32 {
  return f32x4.extract_lane(expBelow4(f32x4.splat(x)), 0);
}

/** 0 smallest normal number, 1 2²³, 2–10 polynomial, 11–12 ln 2 in two parts, 13 ½, 14 one, 15 ∞, 16 −∞, 17 NaN. */
const LOG: usize = memory.data<f32>([
  1.17549435e-38, 8388608, 7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1,
  -1.6668057665e-1, 2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1, 0.693359375, -2.1219444e-4, 0.5, 1,
  Infinity, -Infinity, NaN,
]);
/** 0 23, 1 the bits of √½, 2 those of a mantissa. */
const LOG_BITS: usize = memory.data<i32>([23, 0x3f3504f3, 0x007fffff]);

/** The natural logarithm: exponent · ln 2 + log of a mantissa in √½ … √2, by a polynomial (Cephes). */
// @ts-ignore: decorator
@inline
export function log4(value: v128): v128 {
  const tiny = f32x4.lt(value, at(LOG, 0));
  const x = v128.bitselect(f32x4.mul(value, at(LOG, 1)), value, tiny);
  const offset = i32x4.sub(x, at(LOG_BITS, 1));
  const exponent = i32x4.sub(i32x4.shr_s(offset, 23), v128.and(tiny, at(LOG_BITS, 0)));
  const mantissa = i32x4.add(v128.and(offset, at(LOG_BITS, 2)), at(LOG_BITS, 1));
  const e = f32x4.convert_i32x4_s(exponent);
  const r = f32x4.sub(mantissa, at(LOG, 14));
  const z = f32x4.mul(r, r);
  let p = madd(r, at(LOG, 2), at(LOG, 3));
  p = madd(r, p, at(LOG, 4));
  p = madd(r, p, at(LOG, 5));
  p = madd(r, p, at(LOG, 6));
  p = madd(r, p, at(LOG, 7));
  p = madd(r, p, at(LOG, 8));
  p = madd(r, p, at(LOG, 9));
  p = madd(r, p, at(LOG, 10));
  let y = f32x4.mul(f32x4.mul(p, z), r);
  y = madd(e, at(LOG, 12), y);
  y = nmadd(at(LOG, 13), z, y);
  y = madd(e, at(LOG, 11), f32x4.add(r, y));
  const zero = f32x4.splat(0);
  y = v128.bitselect(value, y, f32x4.eq(value, at(LOG, 15)));
  y = v128.bitselect(at(LOG, 16), y, f32x4.eq(value, zero));
  return v128.bitselect(y, at(LOG, 17), f32x4.ge(value, zero));
}

/** 0–4 polynomial, 5 the bend, 6 one, 7 two. */
const TANH: usize = memory.data<f32>([
  -5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1, 0.625, 1, 2,
]);
const SIGN: usize = memory.data<u32>([0x80000000]);

/** tanh x: odd polynomial below 0.625 (Cephes), else 1 − 2 / (e^(2|x|) + 1). */
// @ts-ignore: decorator
@inline
export function tanh4(x: v128): v128 {
  const size = f32x4.abs(x);
  const z = f32x4.mul(x, x);
  let p = madd(z, at(TANH, 0), at(TANH, 1));
  p = madd(z, p, at(TANH, 2));
  p = madd(z, p, at(TANH, 3));
  p = madd(z, p, at(TANH, 4));
  const near = madd(f32x4.mul(p, z), x, x);
  const power = exp4(f32x4.add(size, size));
  const one = at(TANH, 6);
  const far = f32x4.sub(one, f32x4.div(at(TANH, 7), f32x4.add(power, one)));
  const signed = v128.bitselect(x, far, at(SIGN, 0));
  return v128.bitselect(near, signed, f32x4.lt(size, at(TANH, 5)));
}

/** 1 / (1 + e⁻ˣ), from e^−|x| so that nothing overflows. */
// @ts-ignore: decorator
@inline
export function sigmoid4(x: v128): v128 {
  const one = at(EXP, 11);
  const power = exp4(f32x4.neg(f32x4.abs(x)));
  const inverse = f32x4.div(one, f32x4.add(one, power));
  return v128.bitselect(f32x4.mul(power, inverse), inverse, f32x4.lt(x, f32x4.splat(0)));
}

/** 0–5 polynomial near 0, 6–12 far from it, 13 the bend between them, 14 one. */
const ERF: usize = memory.data<f32>([
  -5.96761703e-4, 4.99119423e-3, -2.67681349e-2, 1.12819925e-1, -3.76125336e-1, 1.28379166e-1, -1.7285347e-5,
  3.83197126e-4, -3.88396438e-3, 2.42546219e-2, -1.06777877e-1, -6.34846687e-1, -1.28717512e-1, 0.927734375, 1,
]);

/** erf for |x| below the bend: odd polynomial, coefficients after Norbert Juffa. */
// @ts-ignore: decorator
@inline
function erfNear4(x: v128): v128 {
  const s = f32x4.mul(x, x);
  let p = madd(s, at(ERF, 0), at(ERF, 1));
  p = madd(s, p, at(ERF, 2));
  p = madd(s, p, at(ERF, 3));
  p = madd(s, p, at(ERF, 4));
  p = madd(s, p, at(ERF, 5));
  return madd(p, x, x);
}

/** erfc for t above the bend: e to a polynomial, coefficients after Norbert Juffa. */
// @ts-ignore: decorator
@inline
function erfcFar4(t: v128): v128 {
  const high = madd(t, at(ERF, 6), at(ERF, 7));
  const low = madd(t, at(ERF, 8), at(ERF, 9));
  let r = madd(high, f32x4.mul(t, t), low);
  r = madd(t, r, at(ERF, 10));
  r = madd(t, r, at(ERF, 11));
  r = madd(t, r, at(ERF, 12));
  return expBelow4(f32x4.sub(f32x4.mul(r, t), t));
}

/** The error function. */
// @ts-ignore: decorator
@inline
export function erf4(x: v128): v128 {
  const size = f32x4.abs(x);
  const far = f32x4.sub(at(ERF, 14), erfcFar4(size));
  const signed = v128.bitselect(x, far, at(SIGN, 0));
  return v128.bitselect(erfNear4(x), signed, f32x4.le(size, at(ERF, 13)));
}

/** log₂ Φ(−t) for t from 0 to 8 and falling behind it: a polynomial, highest power first; then 2ʳ for |r| ≤ ½, without its 1. */
const TAIL: usize = memory.data<f32>([
  -1.0248517e-8, 3.7799992e-7, -5.80426e-6, 4.6567075e-5, -1.7795218e-4, -2.0859644e-4, 7.2012204e-3, -5.2615922e-2,
  -4.5916098e-1, -1.1511117, -1, 1.32647e-3, 9.67151e-3, 5.550734e-2, 2.4022242e-1, 6.9314698e-1,
]);
/** Behind it there is no tail. */
const FARTHEST: usize = memory.data<f32>([1000]);
/** The least exponent: 2ⁿ there is the bits of 0. */
const LEAST_POWER: usize = memory.data<f32>([-127]);

/**
 * Φ(−t) for t ≥ 0, the tail of the normal distribution, as 2ⁿ · 2ʳ; exactly 0 from t = 14 or so on, and for NaN. Where the
 * polynomial overflows it is −∞ or ∞ − ∞: pmax takes its first operand unless the second is greater, so both become 2⁻¹²⁷.
 */
// @ts-ignore: decorator
@inline
export function normalTail4(t: v128): v128 {
  const t2 = f32x4.mul(t, t);
  let even = madd(t2, at(TAIL, 0), at(TAIL, 2));
  let odd = madd(t2, at(TAIL, 1), at(TAIL, 3));
  even = madd(t2, even, at(TAIL, 4));
  odd = madd(t2, odd, at(TAIL, 5));
  even = madd(t2, even, at(TAIL, 6));
  odd = madd(t2, odd, at(TAIL, 7));
  even = madd(t2, even, at(TAIL, 8));
  odd = madd(t2, odd, at(TAIL, 9));
  even = madd(t2, even, at(TAIL, 10));
  let q = madd(t, odd, even);
  q = f32x4.pmax(at(LEAST_POWER, 0), q);
  const shifted = f32x4.add(q, at(EXP, 0));
  const r = f32x4.sub(q, f32x4.sub(shifted, at(EXP, 0)));
  const r2 = f32x4.mul(r, r);
  let p = madd(r2, madd(r, at(TAIL, 11), at(TAIL, 12)), madd(r, at(TAIL, 13), at(TAIL, 14)));
  p = madd(r2, p, madd(r, at(TAIL, 15), at(EXP, 11)));
  return f32x4.mul(p, i32x4.shl(i32x4.sub(shifted, at(EXPONENT_SHIFT, 0)), 23));
}

/** Φ(x), the normal distribution: its lower tail is no difference of numbers near 1. */
// @ts-ignore: decorator
@inline
export function normalCumulative4(x: v128): v128 {
  const tail = normalTail4(f32x4.abs(x));
  return v128.bitselect(tail, f32x4.sub(at(EXP, 11), tail), f32x4.lt(x, f32x4.splat(0)));
}

/** x Φ(x) = max(x, −0) − |x| Φ(−|x|); at ∞ it is ∞, and at −∞ −∞ · 0, which is NaN. */
// @ts-ignore: decorator
@inline
export function gelu4(x: v128): v128 {
  const t = f32x4.abs(f32x4.pmin(x, at(FARTHEST, 0)));
  return nmadd(t, normalTail4(t), f32x4.pmax(x, at(SIGN, 0)));
}

/**
 * log(1 + eˣ) = max(x, 0) + log(1 + e), e = e^−|x|. Where 1 + e has rounded e, log(1 + e) · e / ((1 + e) − 1) puts it
 * right (Kahan).
 */
// @ts-ignore: decorator
@inline
export function softplus4(x: v128): v128 {
  const zero = f32x4.splat(0);
  const power = exp4(f32x4.neg(f32x4.abs(x)));
  const whole = f32x4.add(at(EXP, 11), power);
  const rest = f32x4.sub(whole, at(EXP, 11));
  const logarithm = f32x4.mul(log4(whole), f32x4.div(power, rest));
  return f32x4.add(f32x4.pmax(x, zero), v128.bitselect(power, logarithm, f32x4.eq(rest, zero)));
}
