import { dotBytes } from './bytes';
import { hasOffset, hasTwoScales, isFourBits, Q4_0 } from './formats';

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
function unpack(w: usize, to: usize, blocks: i32, middle: v128, factor: v128, four: bool, offsets: bool, halves: bool): void {
  const from: usize = offsets || halves ? 32 : 16;
  const head: usize = offsets ? 96 : 64;
  const zero = i32x4.splat(0);
  for (let b = 0; b < blocks; b++) {
    const numbers = to + head;
    v128.store(to, v128.load(w));
    if (offsets) v128.store(to, v128.load(w, 16), 64);
    if (halves) {
      v128.store(to, i32x4.mul(putBytes(w + from, numbers, zero), factor), 32);
      to += 192;
      v128.store(to, v128.load(w, 16));
      v128.store(to, i32x4.mul(putBytes(w + from + 64, to + head, zero), factor), 32);
      to += 192;
    } else {
      const half = four ? putPairs(w + from, numbers, middle, zero) : putBytes(w + from, numbers, zero);
      const rest = four ? putPairs(w + from + 32, numbers + 64, middle, zero) : putBytes(w + from + 64, numbers + 128, zero);
      v128.store(to, i32x4.mul(i32x4.add(half, rest), factor), 32);
      to = numbers + 256;
    }
    w += from + (four ? 64 : 128);
  }
}

/** The same for any type. */
export function unpackGroup(w: usize, to: usize, blocks: i32, type: i32, unsigned: bool): void {
  const factor = i32x4.splat(unsigned ? -128 : 0);
  const middle = type == Q4_0 ? v128.load32_splat(MASKS, 4) : i32x4.splat(0);
  if (isFourBits(type)) {
    if (hasOffset(type)) unpack(w, to, blocks, middle, factor, true, true, false);
    else unpack(w, to, blocks, middle, factor, true, false, false);
  } else if (hasTwoScales(type)) unpack(w, to, blocks, middle, factor, false, false, true);
  else if (hasOffset(type)) unpack(w, to, blocks, middle, factor, false, true, false);
  else unpack(w, to, blocks, middle, factor, false, false, false);
}

/** Bytes of the parts of a block of eight rows. */
export function unpackedBytes(type: i32): usize {
  return hasOffset(type) ? 352 : hasTwoScales(type) ? 384 : 320;
}
