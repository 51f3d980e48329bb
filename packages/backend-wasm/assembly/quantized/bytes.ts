import { RELAXED } from '../lanes';

// The relaxed dot product: in each lane four products of signed bytes with the bytes of a second vector. Engines compute it
// differently where a byte of the second is above 127. Which way is fixed on a machine, so it is asked for once a product:
// processors with an instruction for it take these bytes as unsigned (x64 with AVX-VNNI) or as signed ones (ARM), and are
// exact both ways; older ones of x64 go by 16-bit sums that saturate, which are of no use here.

/** Not exact, or not there: the plain build. */
export const INEXACT: i32 = 0;
export const UNSIGNED: i32 = 1;
export const SIGNED: i32 = 2;

/** `sums + Σ signed · bytes`; the plain build never comes here. */
// @ts-ignore: decorator
@inline
export function dotBytes(signed: v128, bytes: v128, sums: v128): v128 {
  return RELAXED ? i32x4.relaxed_dot_i8x16_i7x16_add_s(signed, bytes, sums) : sums;
}

function probe(signed: i8, bytes: i8): i32 {
  return i32x4.extract_lane(dotBytes(i8x16.splat(signed), i8x16.splat(bytes), i32x4.splat(0)), 0);
}

/** How this machine takes the second operand. */
export function bytesAre(): i32 {
  if (!RELAXED) return INEXACT;
  const most = probe(127, -1);
  const least = probe(-128, -128);
  if (most == 4 * 127 * 255 && least == 4 * -128 * 128) return UNSIGNED;
  return most == 4 * 127 * -1 && least == 4 * 128 * 128 ? SIGNED : INEXACT;
}
