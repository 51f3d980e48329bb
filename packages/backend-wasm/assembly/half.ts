import { get, parallel, put } from './pool';

// The 16-bit storage types, widened exactly to float32.

const TILE: i32 = 16384;
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
function widen4(bits: v128, brain: bool): v128 {
  if (brain) return i32x4.shl(bits, 16);
  const sign = i32x4.shl(v128.and(bits, v128.load32_splat(BITS)), 16);
  const size = i32x4.shl(v128.and(bits, v128.load32_splat(BITS + 4)), 13);
  const ones = v128.load32_splat(BITS + 8);
  const special = i32x4.eq(v128.and(bits, ones), ones);
  const number = f32x4.mul(size, v128.load32_splat(SCALE));
  return v128.or(v128.or(number, sign), v128.and(special, v128.load32_splat(BITS + 12)));
}

function widenTile(tile: i32): void {
  const size = get<i32>(2);
  const brain = get<bool>(3);
  const first = tile * TILE;
  const last = min(first + TILE, size);
  let i = first;
  for (; i + 4 <= last; i += 4) {
    const bits = i32x4.extend_low_i16x8_u(v128.load64_zero(get<usize>(0) + (<usize>i << 1)));
    v128.store(get<usize>(1) + (<usize>i << 2), widen4(bits, brain));
  }
  for (; i < last; i++) {
    const bits = i32x4.splat(load<u16>(get<usize>(0) + (<usize>i << 1)));
    v128.store32_lane(get<usize>(1) + (<usize>i << 2), widen4(bits, brain), 0);
  }
}

/** `y[i] = x[i]`, float16 (or bfloat16 when `brain`) to float32. */
export function widen(x: usize, y: usize, size: i32, brain: bool): void {
  put<usize>(0, x);
  put<usize>(1, y);
  put<i32>(2, size);
  put<bool>(3, brain);
  parallel(widenTile, (size + TILE - 1) / TILE);
}
