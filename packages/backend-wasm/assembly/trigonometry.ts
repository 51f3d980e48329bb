// Sine and cosine of four float32 numbers, computed in float64 after FreeBSD's msun (sinf, cosf): x − n π/2 with π/2 in
// two parts, then the polynomial of the quadrant. Within 1 ulp up to 2²⁸ π/2; beyond that, one number at a time.

/** 0 2/π, 1–2 π/2 in two parts, 3–6 the sine's polynomial, 7–10 the cosine's, 11 one. */
const TABLE: usize = memory.data<f64>([
  6.36619772367581382433e-1, 1.5707963109016418, 1.5893254773528196e-8, -0.16666666641626524, 0.008333329385889463,
  -0.00019839334836096632, 0.0000027183114939898219, -0.499999997251031, 0.04166662332373906, -0.001388676377460993,
  0.00002439044879627741, 1,
]);
/** Up to here the parts of π/2 suffice. */
const FAR: f32 = 421657428;

// @ts-ignore: decorator
@inline
function at(index: usize): v128 {
  return v128.load64_splat(TABLE + (index << 3));
}

// @ts-ignore: decorator
@inline
function add(a: v128, b: v128): v128 {
  return f64x2.add(a, b);
}

// @ts-ignore: decorator
@inline
function times(a: v128, b: v128): v128 {
  return f64x2.mul(a, b);
}

/** Two numbers; `turn` 1 for the cosine, the sine a quarter of a turn ahead. */
// @ts-ignore: decorator
@inline
function wave2(x: v128, turn: i64): v128 {
  const n = f64x2.nearest(times(x, at(0)));
  const r = f64x2.sub(f64x2.sub(x, times(n, at(1))), times(n, at(2)));
  const quadrant = i64x2.add(i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(n)), i64x2.splat(turn));
  const z = times(r, r);
  const w = times(z, z);
  const cubic = times(z, r);
  const high = times(times(cubic, w), add(at(5), times(z, at(6))));
  const sine = add(add(r, times(cubic, add(at(3), times(z, at(4))))), high);
  const middle = add(add(at(11), times(z, at(7))), times(w, at(8)));
  const cosine = add(middle, times(times(w, z), add(at(9), times(z, at(10)))));
  const odd = i64x2.ne(v128.and(quadrant, i64x2.splat(1)), i64x2.splat(0));
  const sign = i64x2.shl(v128.and(quadrant, i64x2.splat(2)), 62);
  return v128.xor(v128.bitselect(cosine, sine, odd), sign);
}

function waveOne(x: f32, turn: i64): f32 {
  return turn == 0 ? NativeMathf.sin(x) : NativeMathf.cos(x);
}

/** sin x (`turn` 0) or cos x (`turn` 1). */
// @ts-ignore: decorator
@inline
export function wave4(x: v128, turn: i64): v128 {
  // Infinities stay on the short way, where they become NaN.
  const size = f32x4.abs(x);
  const far = v128.and(f32x4.gt(size, f32x4.splat(FAR)), f32x4.lt(size, f32x4.splat(Infinity)));
  if (v128.any_true(far)) {
    let y = f32x4.splat(waveOne(f32x4.extract_lane(x, 0), turn));
    y = f32x4.replace_lane(y, 1, waveOne(f32x4.extract_lane(x, 1), turn));
    y = f32x4.replace_lane(y, 2, waveOne(f32x4.extract_lane(x, 2), turn));
    return f32x4.replace_lane(y, 3, waveOne(f32x4.extract_lane(x, 3), turn));
  }
  const low = wave2(f64x2.promote_low_f32x4(x), turn);
  const high = wave2(f64x2.promote_low_f32x4(i32x4.shuffle(x, x, 2, 3, 2, 3)), turn);
  return i64x2.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}
