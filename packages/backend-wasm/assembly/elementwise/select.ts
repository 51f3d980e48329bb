import { get, parallel, put } from '../pool';

// Comparisons and choices. An operand is as large as the result, or one number for all (step 0).

const TILE: i32 = 16384;

const EQUAL = 0;
const NOT_EQUAL = 1;
const GREATER = 2;
const GREATER_EQUAL = 3;
const LESS = 4;

// @ts-ignore: decorator
@inline
function compare4(op: i32, a: v128, b: v128): v128 {
  if (op == EQUAL) return f32x4.eq(a, b);
  if (op == NOT_EQUAL) return f32x4.ne(a, b);
  if (op == GREATER) return f32x4.gt(a, b);
  if (op == GREATER_EQUAL) return f32x4.ge(a, b);
  if (op == LESS) return f32x4.lt(a, b);
  return f32x4.le(a, b);
}

// @ts-ignore: decorator
@inline
function operand4(address: usize, single: bool): v128 {
  return single ? v128.load32_splat(address) : v128.load(address);
}

function compareTile(tile: i32): void {
  const op = get<i32>(0);
  const size = get<i32>(4);
  const a1 = get<bool>(5);
  const b1 = get<bool>(6);
  const first = <usize>tile * TILE;
  const count = <usize>min(TILE, size - <i32>first);
  let a = get<usize>(1) + (a1 ? 0 : first << 2);
  let b = get<usize>(2) + (b1 ? 0 : first << 2);
  let y = get<usize>(3) + first;
  const stepA: usize = a1 ? 0 : 16;
  const stepB: usize = b1 ? 0 : 16;
  const end = y + (count & ~3);
  for (; y < end; y += 4) {
    const flags = compare4(op, operand4(a, a1), operand4(b, b1));
    const bytes = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_u(i32x4.shr_u(flags, 31), flags), flags);
    v128.store32_lane(y, bytes, 0);
    a += stepA;
    b += stepB;
  }
  for (let left = count & 3; left > 0; left--) {
    const flags = compare4(op, v128.load32_splat(a), v128.load32_splat(b));
    store<u8>(y, <u8>(i32x4.extract_lane(flags, 0) & 1));
    a += a1 ? 0 : 4;
    b += b1 ? 0 : 4;
    y += 1;
  }
}

/** `y[i] = a[i] ∘ b[i]` as bytes 0 and 1. */
export function compare(op: i32, a: usize, b: usize, y: usize, size: i32, singleA: bool, singleB: bool): void {
  put<i32>(0, op);
  put<usize>(1, a);
  put<usize>(2, b);
  put<usize>(3, y);
  put<i32>(4, size);
  put<bool>(5, singleA);
  put<bool>(6, singleB);
  parallel(compareTile, (size + TILE - 1) / TILE);
}

function chooseTile(tile: i32): void {
  const size = get<i32>(4);
  const a1 = get<bool>(5);
  const b1 = get<bool>(6);
  const first = <usize>tile * TILE;
  const count = <usize>min(TILE, size - <i32>first);
  let condition = get<usize>(0) + first;
  let a = get<usize>(1) + (a1 ? 0 : first << 2);
  let b = get<usize>(2) + (b1 ? 0 : first << 2);
  let y = get<usize>(3) + (first << 2);
  const stepA: usize = a1 ? 0 : 16;
  const stepB: usize = b1 ? 0 : 16;
  const end = y + ((count & ~3) << 2);
  const zero = i32x4.splat(0);
  for (; y < end; y += 16) {
    const bytes = v128.load32_zero(condition);
    const flags = i32x4.ne(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes)), zero);
    v128.store(y, v128.bitselect(operand4(a, a1), operand4(b, b1), flags));
    condition += 4;
    a += stepA;
    b += stepB;
  }
  for (let left = count & 3; left > 0; left--) {
    store<u32>(y, load<u8>(condition) != 0 ? load<u32>(a) : load<u32>(b));
    condition += 1;
    a += a1 ? 0 : 4;
    b += b1 ? 0 : 4;
    y += 4;
  }
}

/** `y[i] = condition[i] ? a[i] : b[i]` for elements of four bytes. */
export function choose(condition: usize, a: usize, b: usize, y: usize, size: i32, singleA: bool, singleB: bool): void {
  put<usize>(0, condition);
  put<usize>(1, a);
  put<usize>(2, b);
  put<usize>(3, y);
  put<i32>(4, size);
  put<bool>(5, singleA);
  put<bool>(6, singleB);
  parallel(chooseTile, (size + TILE - 1) / TILE);
}
