import { get, parallel, put } from './pool';

// Conversions between the element types, four elements at a time: into float32 lanes, or int32 lanes where both sides
// are whole numbers, and from there into the result's type. What rounds, rounds to nearest, ties to even; to whole
// numbers it cuts towards zero and holds at the ends, NaN becoming 0.

const TILE: i32 = 16384;

/** Element types; the host repeats them (src/kernels/cast.ts). */
const FLOAT16 = 0;
const BFLOAT16 = 1;
const BYTES = 2;
const INT32 = 3;
const FLOAT32 = 4;
const BOOL = 5;

/** 0 the bits of sign, 1 of the rest, 2 of an exponent that is all ones, 3 those of ∞ in float32. */
const BITS: usize = memory.data<u32>([0x8000, 0x7fff, 0x7c00, 0x7f800000]);
/** 2¹¹²: what the exponent is too small by once the bits of a float16 stand in a float32. */
const SCALE: usize = memory.data<f32>([5.192296858534828e33]);
/**
 * To float16: 0 the float whose last place is float16's smallest number (½), 1 the bits of 2⁻¹⁴, 2 of 2¹⁶, 3 what moves
 * the exponent and rounds down from just below a half, 4 NaN. To bfloat16: 5 the same rounding, 6 NaN. 7 is one.
 */
const NARROW: usize = memory.data<u32>([
  0x3f000000, 0x38800000, 0x47800000, 0xc8000fff, 0x7e00, 0x7fff, 0x7fc0, 1,
]);

// @ts-ignore: decorator
@inline
function narrowing(index: usize): v128 {
  return v128.load32_splat(NARROW + (index << 2));
}

/**
 * Sign and mantissa are moved to their places; a product with 2¹¹² puts the exponent right and makes numbers below
 * the smallest normal float16 normal; an exponent of all ones stays one (∞, NaN).
 */
// @ts-ignore: decorator
@inline
export function fromHalf4(bits: v128): v128 {
  const sign = i32x4.shl(v128.and(bits, v128.load32_splat(BITS)), 16);
  const size = i32x4.shl(v128.and(bits, v128.load32_splat(BITS + 4)), 13);
  const ones = v128.load32_splat(BITS + 8);
  const special = i32x4.eq(v128.and(bits, ones), ones);
  const number = f32x4.mul(size, v128.load32_splat(SCALE));
  return v128.or(v128.or(number, sign), v128.and(special, v128.load32_splat(BITS + 12)));
}

/**
 * Below 2⁻¹⁴ the processor rounds: added to ½, the sum's last place is the smallest float16. Above it the exponent
 * is moved, and adding just below a half of what is cut, and its last bit, rounds to even.
 */
// @ts-ignore: decorator
@inline
function toHalf4(x: v128): v128 {
  const size = f32x4.abs(x);
  const sign = i32x4.shr_u(v128.xor(x, size), 16);
  const small = i32x4.sub(f32x4.add(size, narrowing(0)), narrowing(0));
  const odd = v128.and(i32x4.shr_u(size, 13), narrowing(7));
  const normal = i32x4.shr_u(i32x4.add(i32x4.add(size, narrowing(3)), odd), 13);
  let half = v128.bitselect(small, normal, i32x4.lt_s(size, narrowing(1)));
  half = v128.bitselect(half, v128.load32_splat(BITS + 8), i32x4.lt_s(size, narrowing(2)));
  return v128.bitselect(v128.or(half, sign), narrowing(4), f32x4.eq(x, x));
}

// @ts-ignore: decorator
@inline
function toBrain4(x: v128): v128 {
  const odd = v128.and(i32x4.shr_u(x, 16), narrowing(7));
  const rounded = i32x4.shr_u(i32x4.add(i32x4.add(x, narrowing(5)), odd), 16);
  return v128.bitselect(rounded, narrowing(6), f32x4.eq(x, x));
}

/** log₂ of the bytes of an element. */
// @ts-ignore: decorator
@inline
function shiftOf(type: i32): usize {
  return type == BYTES || type == BOOL ? 0 : type == FLOAT16 || type == BFLOAT16 ? 1 : 2;
}

/** Four elements as they are, each in a lane of 32 bits. */
// @ts-ignore: decorator
@inline
function load4(shift: usize, at: usize): v128 {
  if (shift == 2) return v128.load(at);
  if (shift == 1) return i32x4.extend_low_i16x8_u(v128.load64_zero(at));
  return i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at)));
}

/** One element in the first lane. */
// @ts-ignore: decorator
@inline
function load1(shift: usize, at: usize): v128 {
  if (shift == 2) return v128.load32_zero(at);
  return shift == 1 ? i32x4.splat(load<u16>(at)) : i32x4.splat(load<u8>(at));
}

/** Whether the lanes in between hold whole numbers. */
// @ts-ignore: decorator
@inline
function isWhole(from: i32, to: i32): bool {
  return (from == BYTES || from == INT32) && (to == BYTES || to == INT32 || to == BOOL);
}

// @ts-ignore: decorator
@inline
function convert4(from: i32, to: i32, lanes: v128): v128 {
  let x = lanes;
  if (isWhole(from, to)) {
    if (to == BOOL) return v128.and(i32x4.ne(x, i32x4.splat(0)), narrowing(7));
    return x;
  }
  if (from == FLOAT16) x = fromHalf4(x);
  else if (from == BFLOAT16) x = i32x4.shl(x, 16);
  else if (from != FLOAT32) x = f32x4.convert_i32x4_s(x);
  if (to == FLOAT16) return toHalf4(x);
  if (to == BFLOAT16) return toBrain4(x);
  if (to == BOOL) return v128.and(f32x4.ne(x, f32x4.splat(0)), narrowing(7));
  return to == FLOAT32 ? x : i32x4.trunc_sat_f32x4_s(x);
}

/** Lanes into the result; bytes are held at 0 and 255. */
// @ts-ignore: decorator
@inline
function store4(shift: usize, at: usize, lanes: v128): void {
  if (shift == 2) v128.store(at, lanes);
  else if (shift == 1) v128.store64_lane(at, i16x8.narrow_i32x4_u(lanes, lanes), 0);
  else {
    const pairs = i16x8.narrow_i32x4_s(lanes, lanes);
    v128.store32_lane(at, i8x16.narrow_i16x8_u(pairs, pairs), 0);
  }
}

// @ts-ignore: decorator
@inline
function store1(shift: usize, at: usize, lanes: v128): void {
  if (shift == 2) v128.store32_lane(at, lanes, 0);
  else if (shift == 1) v128.store16_lane(at, i16x8.narrow_i32x4_u(lanes, lanes), 0);
  else {
    const pairs = i16x8.narrow_i32x4_s(lanes, lanes);
    v128.store8_lane(at, i8x16.narrow_i16x8_u(pairs, pairs), 0);
  }
}

function castTile(tile: i32): void {
  const size = get<i32>(2);
  const from = get<i32>(3);
  const to = get<i32>(4);
  const wide = shiftOf(from);
  const narrow = shiftOf(to);
  const first = tile * TILE;
  const last = min(first + TILE, size);
  let x = get<usize>(0) + (<usize>first << wide);
  let y = get<usize>(1) + (<usize>first << narrow);
  let i = first;
  for (; i + 4 <= last; i += 4) {
    store4(narrow, y, convert4(from, to, load4(wide, x)));
    x += <usize>4 << wide;
    y += <usize>4 << narrow;
  }
  for (; i < last; i++) {
    store1(narrow, y, convert4(from, to, load1(wide, x)));
    x += <usize>1 << wide;
    y += <usize>1 << narrow;
  }
}

/** `y[i] = x[i]` in another type; a bool is given as bytes, and int32 to a 16-bit float is not served. */
export function cast(x: usize, y: usize, size: i32, from: i32, to: i32): void {
  put<usize>(0, x);
  put<usize>(1, y);
  put<i32>(2, size);
  put<i32>(3, from);
  put<i32>(4, to);
  parallel(castTile, (size + TILE - 1) / TILE);
}
