import { dotBytes } from './bytes';
import { partsMask } from './codes';
import { codesOf, EIGHT, hasOffset, hasTwoScales, pieceOf, Q4_0, Q4_1, Q4_K, Q5_1, Q5_K, Q6_K } from './formats';
import { offsetsBy, scalesAt, scalesBy, secondAt } from './scales';

// Weights for many rows of x: of two groups, eight rows of W, a tile makes signed bytes once, whatever the type, in the order
// in which byte-tile.ts reads them. What shares a scale, a block or half of one, is one part:
//
//   [scales of the eight rows][starts of their sums, integers][offsets, if any][numbers: four columns of each row, eight or four times]
//
// Where the bytes of x are unsigned, 32768 too large, a sum starts at −32768 Σw; the start counts 256-fold.

/** What numbers are cut by, the middle of Q4_0, and ones. From memory: see math.ts. */
const MASKS: usize = memory.data<i32>([0x0f0f0f0f, 0x08080808, 0x01010101]);

/** The next of eight vectors of bytes: stored, and added to Σw. */
// @ts-ignore: decorator
@inline
function put(numbers: v128, to: usize, total: v128): v128 {
  v128.store(to, numbers);
  return dotBytes(numbers, v128.load32_splat(MASKS, 8), total);
}

/** Two vectors of pairs of numbers at `from` become four of bytes: the first ones, and 128 bytes further the second. */
// @ts-ignore: decorator
@inline
function putPairs(from: usize, to: usize, middle: v128, total: v128): v128 {
  const low = v128.load32_splat(MASKS);
  const first = v128.load(from);
  const second = v128.load(from, 16);
  total = put(i8x16.sub(v128.and(first, low), middle), to, total);
  total = put(i8x16.sub(v128.and(second, low), middle), to + 32, total);
  total = put(i8x16.sub(v128.and(i16x8.shr_u(first, 4), low), middle), to + 128, total);
  return put(i8x16.sub(v128.and(i16x8.shr_u(second, 4), low), middle), to + 160, total);
}

/** Four vectors of bytes. */
// @ts-ignore: decorator
@inline
function putBytes(from: usize, to: usize, total: v128): v128 {
  total = put(v128.load(from), to, total);
  total = put(v128.load(from, 16), to + 32, total);
  total = put(v128.load(from, 32), to + 64, total);
  return put(v128.load(from, 48), to + 96, total);
}

/** Blocks of the group at `w` to the left or right (`to` 16 bytes further) of the parts. */
// @ts-ignore: decorator
@inline
function unpack(
  w: usize,
  to: usize,
  blocks: i32,
  middle: v128,
  begin: v128,
  factors: v128,
  four: bool,
  large: bool,
  offsets: bool,
  halves: bool,
): void {
  const parts = partsMask();
  const head: usize = offsets ? 96 : 64;
  const zero = i32x4.splat(0);
  for (let b = 0; b < blocks; ) {
    const by = scalesBy(w, large, factors);
    const offsetBy = offsetsBy(w, large, offsets, factors);
    w += codesOf(large, offsets);
    for (const end = large ? b + EIGHT : blocks; b < end; b++) {
      const numbers = to + head;
      v128.store(to, scalesAt(w, four, large, halves, parts, by));
      if (offsets) v128.store(to, secondAt(w, four, large, false, parts, offsetBy), 64);
      if (halves) {
        v128.store(to, i32x4.mul(putBytes(w, numbers, zero), begin), 32);
        to += 192;
        v128.store(to, secondAt(w, four, large, halves, parts, by));
        v128.store(to, i32x4.mul(putBytes(w + 64, to + head, zero), begin), 32);
        to += 192;
      } else {
        const half = four ? putPairs(w, numbers, middle, zero) : putBytes(w, numbers, zero);
        const rest = four ? putPairs(w + 32, numbers + 64, middle, zero) : putBytes(w + 64, numbers + 128, zero);
        v128.store(to, i32x4.mul(i32x4.add(half, rest), begin), 32);
        to = numbers + 256;
      }
      w += pieceOf(four, large, offsets);
    }
  }
}

/** The same for any type; `factors`: see codes.ts. */
export function unpackGroup(w: usize, to: usize, blocks: i32, type: i32, unsigned: bool, factors: v128): void {
  const begin = i32x4.splat(unsigned ? -128 : 0);
  const middle = type == Q4_0 ? v128.load32_splat(MASKS, 4) : i32x4.splat(0);
  if (type == Q4_0) unpack(w, to, blocks, middle, begin, factors, true, false, false, false);
  else if (type == Q4_1) unpack(w, to, blocks, middle, begin, factors, true, false, true, false);
  else if (type == Q4_K) unpack(w, to, blocks, middle, begin, factors, true, true, true, false);
  else if (type == Q5_1) unpack(w, to, blocks, middle, begin, factors, false, false, true, false);
  else if (type == Q5_K) unpack(w, to, blocks, middle, begin, factors, false, true, true, false);
  else if (type == Q6_K) unpack(w, to, blocks, middle, begin, factors, false, true, false, true);
  else unpack(w, to, blocks, middle, begin, factors, false, false, false, false);
}

/** Bytes of the parts of a block of eight rows. */
export function unpackedBytes(type: i32): usize {
  return hasOffset(type) ? 352 : hasTwoScales(type) ? 384 : 320;
}
