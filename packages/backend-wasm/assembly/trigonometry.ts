// Sine and cosine of four float32 numbers, computed in float64 after FreeBSD's msun (sinf, cosf): n quarter turns are
// taken off, π/2 in two parts, then comes the polynomial of the quadrant. Within 1 ulp.

/** 0 2/π, 1–2 π/2 in two parts, 3–6 the sine's polynomial, 7–10 the cosine's, 11 one. */
const TABLE: usize = memory.data<f64>([
  6.36619772367581382433e-1, 1.5707963109016418, 1.5893254773528196e-8, -0.16666666641626524, 0.008333329385889463,
  -0.00019839334836096632, 0.0000027183114939898219, -0.499999997251031, 0.04166662332373906, -0.001388676377460993,
  0.00002439044879627741, 1,
]);
/** Up to here, 2²⁸ π/2, the two parts suffice. */
const FAR: f32 = 421657428;

/** The first 256 binary places of 2/π. */
const PLACES: usize = memory.data<u64>([
  0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561,
]);
/** π/2 · 2⁻⁶⁴. */
const UNIT: f64 = 8.515303950216386e-20;

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

/** The sine of r + quadrant · π/2, two lanes. */
// @ts-ignore: decorator
@inline
function evaluate(r: v128, quadrant: v128): v128 {
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

// @ts-ignore: decorator
@inline
function near(x: v128, turn: i64): v128 {
  const n = f64x2.nearest(times(x, at(0)));
  const r = f64x2.sub(f64x2.sub(x, times(n, at(1))), times(n, at(2)));
  return evaluate(r, i64x2.add(i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(n)), i64x2.splat(turn)));
}

/**
 * x · 2/π modulo 4 as 64 binary places (Payne and Hanek): x is an integer m · 2^(e−150), so places of 2/π up to
 * e − 152 give multiples of 4, and 96 of the following ones are enough for float32.
 */
function turnsOf(x: f32): u64 {
  const bits = reinterpret<u32>(x);
  const first = <u64>((bits >> 23) & 255) - 152;
  const shift = first & 63;
  const table = PLACES + <usize>((first >> 6) << 3);
  const b0 = load<u64>(table);
  const b1 = load<u64>(table, 8);
  // Two steps, since a shift by 64 would be none.
  const high = (b0 << shift) | ((b1 >> 1) >> (63 - shift));
  const low = ((b1 << shift) | ((load<u64>(table, 16) >> 1) >> (63 - shift))) >> 32;
  const mantissa = <u64>((bits & 0x7fffff) | 0x800000);
  const product = mantissa * high + ((mantissa * low) >> 32);
  return <i32>bits < 0 ? 0 - product : product;
}

/** One number anywhere. */
function waveOne(x: f32, turn: i64): f32 {
  if (!(abs(x) > FAR) || abs(x) == Infinity) return <f32>f64x2.extract_lane(near(f64x2.splat(x), turn), 0);
  const turns = turnsOf(x);
  const rest = <i64>(turns << 2);
  const quadrant = <i64>(turns >> 62) + (rest < 0 ? 1 : 0) + turn;
  return <f32>f64x2.extract_lane(evaluate(f64x2.splat(<f64>rest * UNIT), i64x2.splat(quadrant)), 0);
}

function farWave4(x: v128, turn: i64): v128 {
  let y = f32x4.splat(waveOne(f32x4.extract_lane(x, 0), turn));
  y = f32x4.replace_lane(y, 1, waveOne(f32x4.extract_lane(x, 1), turn));
  y = f32x4.replace_lane(y, 2, waveOne(f32x4.extract_lane(x, 2), turn));
  return f32x4.replace_lane(y, 3, waveOne(f32x4.extract_lane(x, 3), turn));
}

/** sin x (`turn` 0), or cos x, the sine a quarter turn ahead (`turn` 1). */
// @ts-ignore: decorator
@inline
export function wave4(x: v128, turn: i64): v128 {
  if (v128.any_true(f32x4.gt(f32x4.abs(x), f32x4.splat(FAR)))) return farWave4(x, turn);
  const low = near(f64x2.promote_low_f32x4(x), turn);
  const high = near(f64x2.promote_low_f32x4(i32x4.shuffle(x, x, 2, 3, 2, 3)), turn);
  return i64x2.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}
