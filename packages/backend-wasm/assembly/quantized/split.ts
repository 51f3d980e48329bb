import { round4 } from './activations';

// x as two bytes a number, q = 256 · upper + lower, for the dot product of bytes: as digits, which are signed both, or of
// q + 32768, unsigned.

/** All bits of the lower bytes, the carry of signed ones, the highest bit of the upper ones. From memory: see math.ts. */
const MASKS: usize = memory.data<i32>([0x00ff00ff, 0x00800080, <i32>0x80808080, 0]);

/** What is added to q before its upper byte is taken. */
// @ts-ignore: decorator
@inline
export function carryOf(digits: bool): v128 {
  return v128.load32_splat(MASKS + (digits ? 4 : 12));
}

/** What upper bytes are changed by then. */
// @ts-ignore: decorator
@inline
export function flipOf(digits: bool): v128 {
  return v128.load32_splat(MASKS + (digits ? 12 : 8));
}

/** 16 floats at `x`, times `factor`: the upper bytes to `to`, the lower ones 32 bytes further. Gives Σq in four lanes. */
// @ts-ignore: decorator
@inline
export function splitHalf(x: usize, to: usize, factor: v128, carry: v128, flip: v128): v128 {
  const low = v128.load32_splat(MASKS);
  const q0 = round4(x, factor);
  const q1 = round4(x + 16, factor);
  const q2 = round4(x + 32, factor);
  const q3 = round4(x + 48, factor);
  const first = i16x8.narrow_i32x4_s(q0, q1);
  const second = i16x8.narrow_i32x4_s(q2, q3);
  const upper = i8x16.narrow_i16x8_u(i16x8.shr_u(i16x8.add(first, carry), 8), i16x8.shr_u(i16x8.add(second, carry), 8));
  v128.store(to, v128.xor(upper, flip));
  v128.store(to, i8x16.narrow_i16x8_u(v128.and(first, low), v128.and(second, low)), 32);
  return i32x4.add(i32x4.add(q0, q1), i32x4.add(q2, q3));
}
