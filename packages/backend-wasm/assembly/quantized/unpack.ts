import { dotBytes, SIGNED, UNSIGNED } from './bytes';
import { factorsOf, partsMask } from './codes';
import {
  blocksBytes,
  codesOf,
  EIGHT,
  isFourBits,
  KINDS,
  LANES,
  NUMBERS,
  pieceOf,
  Q4_0,
  Q4_1,
  Q5_1,
  Q5_K,
  Q6_K,
} from './formats';
import {
  codesAt,
  offsetsBy,
  offsetsOf,
  offsetsOfEight,
  scalesAt,
  scalesBy,
  scalesOf,
  scalesOfEight,
  secondAt,
} from './scales';

// Weights for many rows of x: of eight rows of W, one group or two, a tile makes signed bytes once, whatever the type, in the
// order in which byte-tile.ts reads them. What shares a scale, a block or half of one, is one part:
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
  begin: v128,
  factors: v128,
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
    w += codesOf(false, large, offsets);
    for (const end = large ? b + EIGHT : blocks; b < end; b++) {
      const numbers = to + head;
      v128.store(to, scalesAt(w, large, halves, parts, by));
      if (offsets) v128.store(to, secondAt(w, large, false, parts, offsetBy), 64);
      if (halves) {
        v128.store(to, i32x4.mul(putBytes(w, numbers, zero), begin), 32);
        to += 192;
        v128.store(to, secondAt(w, large, halves, parts, by));
        v128.store(to, i32x4.mul(putBytes(w + 64, to + head, zero), begin), 32);
        to += 192;
      } else {
        const half = putBytes(w, numbers, zero);
        const rest = putBytes(w + 64, numbers + 128, zero);
        v128.store(to, i32x4.mul(i32x4.add(half, rest), begin), 32);
        to = numbers + 256;
      }
      w += pieceOf(false, large, offsets);
    }
  }
}

/** Blocks of a group of eight rows; `flip`: see words.ts. */
// @ts-ignore: decorator
@inline
function unpackEight(
  w: usize,
  to: usize,
  blocks: i32,
  middle: v128,
  flip: v128,
  begin: v128,
  factors: v128,
  further: v128,
  large: bool,
  offsets: bool,
): void {
  const parts = partsMask();
  const low = v128.load32_splat(MASKS);
  const head: usize = offsets ? 96 : 64;
  for (let b = 0; b < blocks; ) {
    const by = scalesOfEight(w, false, large);
    const moreBy = scalesOfEight(w, true, large);
    const offsetBy = offsetsOfEight(w, false, large);
    const moreOffsetBy = offsetsOfEight(w, true, large);
    w += codesOf(true, large, offsets);
    for (const end = large ? b + EIGHT : blocks; b < end; b++) {
      let total = i32x4.splat(0);
      let more = i32x4.splat(0);
      let numbers = to + head;
      for (const last = w + NUMBERS; w < last; w += 16) {
        const pairs = v128.load(w);
        total = put(i8x16.sub(v128.and(pairs, low), middle), numbers, total);
        const high = v128.xor(v128.and(i16x8.shr_u(pairs, 4), low), flip);
        more = put(i8x16.sub(high, middle), numbers + 16, more);
        numbers += 32;
      }
      const codes = codesAt(w, false, large, offsets);
      const moreCodes = codesAt(w, true, large, offsets);
      v128.store(to, f32x4.mul(scalesOf(w, codes, false, large, offsets, parts, by), factors));
      v128.store(to, f32x4.mul(scalesOf(w, moreCodes, true, large, offsets, parts, moreBy), further), 16);
      v128.store(to, i32x4.mul(total, begin), 32);
      v128.store(to, i32x4.mul(more, begin), 48);
      if (offsets) {
        v128.store(to, f32x4.mul(offsetsOf(w, codes, false, large, parts, offsetBy), factors), 64);
        v128.store(to, f32x4.mul(offsetsOf(w, moreCodes, true, large, parts, moreOffsetBy), further), 80);
      }
      w += pieceOf(true, large, offsets) - NUMBERS;
      to = numbers;
    }
  }
}

/** Blocks of a group of four rows of 8-bit numbers; `factors`: see codes.ts. */
function unpackBytes(w: usize, to: usize, blocks: i32, type: i32, begin: v128, factors: v128): void {
  if (type == Q5_1) unpack(w, to, blocks, begin, factors, false, true, false);
  else if (type == Q5_K) unpack(w, to, blocks, begin, factors, true, true, false);
  else if (type == Q6_K) unpack(w, to, blocks, begin, factors, true, false, true);
  else unpack(w, to, blocks, begin, factors, false, false, false);
}

/**
 * `blocks` blocks from `start` on of the group at `group`; where groups have four rows also those of the next one, `next` bytes
 * further, if it is there (`pair`). `bytes`: how the machine takes them.
 */
export function unpackRows(
  group: usize,
  to: usize,
  start: i32,
  blocks: i32,
  type: i32,
  bytes: i32,
  next: usize,
  pair: bool,
): void {
  const begin = i32x4.splat(bytes == UNSIGNED ? -128 : 0);
  const factors = factorsOf(group);
  const w = group + KINDS + blocksBytes(type, start);
  if (!isFourBits(type)) {
    unpackBytes(w, to, blocks, type, begin, factors);
    if (pair) unpackBytes(w + next, to + 16, blocks, type, begin, factorsOf(group + next));
    return;
  }
  const further = factorsOf(group + LANES);
  const zero = i32x4.splat(0);
  const eights = v128.load32_splat(MASKS, 4);
  const flip = bytes == SIGNED ? eights : zero;
  if (type == Q4_0) unpackEight(w, to, blocks, eights, flip, begin, factors, further, false, false);
  else if (type == Q4_1) unpackEight(w, to, blocks, zero, flip, begin, factors, further, false, true);
  else unpackEight(w, to, blocks, zero, flip, begin, factors, further, true, true);
}
