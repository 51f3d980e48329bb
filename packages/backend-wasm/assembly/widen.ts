import { get, parallel, put } from './pool';

// The storage types and whole numbers, converted to float32: 16-bit floats and bytes exactly, int32 rounded.

const TILE: i32 = 16384;
const BRAIN = 1;
const BYTES = 2;
const INTEGERS = 3;

/** 0 the bits of sign, 1 of the rest, 2 of an exponent that is all ones, 3 those of ∞ in float32. */
const BITS: usize = memory.data<u32>([0x8000, 0x7fff, 0x7c00, 0x7f800000]);
/** 2¹¹²: what the exponent is too small by once the bits of a float16 stand in a float32. */
const SCALE: usize = memory.data<f32>([5.192296858534828e33]);

/**
 * Sign and mantissa are moved to their places; a product with 2¹¹² puts the exponent right and makes numbers below
 * the smallest normal float16 normal; an exponent of all ones stays one (∞, NaN).
 */
// @ts-ignore: decorator
@inline
function widenHalf4(bits: v128): v128 {
  const sign = i32x4.shl(v128.and(bits, v128.load32_splat(BITS)), 16);
  const size = i32x4.shl(v128.and(bits, v128.load32_splat(BITS + 4)), 13);
  const ones = v128.load32_splat(BITS + 8);
  const special = i32x4.eq(v128.and(bits, ones), ones);
  const number = f32x4.mul(size, v128.load32_splat(SCALE));
  return v128.or(v128.or(number, sign), v128.and(special, v128.load32_splat(BITS + 12)));
}

/** Four elements as 32-bit lanes. */
// @ts-ignore: decorator
@inline
function load4(kind: i32, at: usize): v128 {
  if (kind == INTEGERS) return v128.load(at);
  if (kind != BYTES) return i32x4.extend_low_i16x8_u(v128.load64_zero(at));
  return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at)));
}

// @ts-ignore: decorator
@inline
function load1(kind: i32, at: usize): v128 {
  if (kind == INTEGERS) return v128.load32_zero(at);
  return kind == BYTES ? i32x4.splat(load<u8>(at)) : i32x4.splat(load<u16>(at));
}

// @ts-ignore: decorator
@inline
function widen4(kind: i32, lanes: v128): v128 {
  if (kind == BRAIN) return i32x4.shl(lanes, 16);
  return kind == BYTES || kind == INTEGERS ? f32x4.convert_i32x4_s(lanes) : widenHalf4(lanes);
}

function widenTile(tile: i32): void {
  const size = get<i32>(2);
  const kind = get<i32>(3);
  const shift: usize = kind == INTEGERS ? 2 : kind == BYTES ? 0 : 1;
  const first = tile * TILE;
  const last = min(first + TILE, size);
  let i = first;
  for (; i + 4 <= last; i += 4) {
    const lanes = load4(kind, get<usize>(0) + (<usize>i << shift));
    v128.store(get<usize>(1) + (<usize>i << 2), widen4(kind, lanes));
  }
  for (; i < last; i++) {
    const lanes = load1(kind, get<usize>(0) + (<usize>i << shift));
    v128.store32_lane(get<usize>(1) + (<usize>i << 2), widen4(kind, lanes), 0);
  }
}

/** `y[i] = x[i]` in float32; kind 0 float16, 1 bfloat16, 2 bytes, 3 int32. */
export function widen(x: usize, y: usize, size: i32, kind: i32): void {
  put<usize>(0, x);
  put<usize>(1, y);
  put<i32>(2, size);
  put<i32>(3, kind);
  parallel(widenTile, (size + TILE - 1) / TILE);
}
