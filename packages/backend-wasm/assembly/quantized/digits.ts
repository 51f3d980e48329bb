import { get } from '../pool';
import { eachBlock, factorOf, HEAD, scaleOf, sumLanes } from './activations';
import { SIGNED, UNSIGNED } from './bytes';
import { hasTwoScales, isFourBits, Q4_0 } from './formats';
import { carryOf, flipOf, splitHalf } from './split';

// One row of x for the dot product of bytes (dot-digits.ts): its 16-bit numbers as two signed digits each. A block is
//
//   [scale][scale · Σq][where sums begin, integers: of the first half or all, of the second or of numbers in high bits]
//   [32 upper digits][32 lower ones]
//
// Sums of 4-bit numbers with offsets begin at 0; there 16 · scale · Σq stands instead.

/** What sums begin at for each unit of Σq. */
function beginOf(type: i32): i32 {
  if (isFourBits(type)) return type == Q4_0 ? -8 : 0;
  return get<i32>(14) == UNSIGNED ? -128 : 0;
}

/** The same for 4-bit numbers in high bits, 16-fold, and 8 too small where bytes are signed. */
function highBeginOf(type: i32): i32 {
  return 16 * (beginOf(type) + (get<i32>(14) == SIGNED ? 8 : 0));
}

/** 32 floats at `x`. */
function splitBlock(x: usize, to: usize, type: i32): void {
  const carry = carryOf(true);
  const flip = flipOf(true);
  const begin = beginOf(type);
  const scale = scaleOf(x);
  const factor = factorOf(scale);
  const left = sumLanes(splitHalf(x, to + HEAD, factor, carry, flip));
  const right = sumLanes(splitHalf(x + 64, to + HEAD + 16, factor, carry, flip));
  store<f32>(to, scale);
  store<f32>(to, scale * <f32>(left + right), 4);
  store<i32>(to, begin * (hasTwoScales(type) ? left : left + right), 8);
  store<i32>(to, isFourBits(type) ? highBeginOf(type) * (left + right) : begin * right, 12);
}

/** Blocks of all rows, one behind the other. */
export function digitsTile(tile: i32): void {
  eachBlock(tile, splitBlock);
}
