import { bitsOf, codeOf } from './codes';
import {
  bytePlace,
  codePlace,
  codesOf,
  EIGHT,
  fileBytes,
  hasOffset,
  isFourBits,
  NUMBERS,
  pieceOf,
  Q5_K,
  Q6_K,
} from './formats';
import { addBits, flipOf, LOW, lower, ONES, putFours, raise } from './words';

// Blocks of 256 of the K types: eight pieces, whose scales are bytes, behind the codes that these are multiplied by.

/** The scale of 32 columns of Q4_K and Q5_K, and what their least number is made of: six bits each, packed into 12 bytes. */
function subScale(at: usize, index: i32): u8 {
  if (index < 4) return load<u8>(at + <usize>index) & 63;
  return (load<u8>(at + <usize>index + 4) & 15) | ((load<u8>(at + <usize>index - 4) >> 6) << 4);
}

function subLeast(at: usize, index: i32): u8 {
  if (index < 4) return load<u8>(at + <usize>index + 4) & 63;
  return (load<u8>(at + <usize>index + 4) >> 4) | ((load<u8>(at + <usize>index) >> 6) << 4);
}

/** Undoes both; the 12 bytes are all zero at first. */
function putSub(at: usize, index: usize, scale: u8, least: u8): void {
  if (index < 4) {
    store<u8>(at + index, load<u8>(at + index) | scale);
    store<u8>(at + index, load<u8>(at + index, 4) | least, 4);
    return;
  }
  store<u8>(at + index, (scale & 15) | (least << 4), 4);
  store<u8>(at + index - 4, load<u8>(at + index - 4) | ((scale >> 4) << 6));
  store<u8>(at + index, load<u8>(at + index) | ((least >> 4) << 6));
}

/** Numbers of the 32 columns `index` of a block to a row's lane. */
function placeNumbers(type: i32, from: usize, numbers: usize, index: i32, r: usize): void {
  if (type == Q6_K) {
    const low = from + <usize>((index >> 2) * 64 + (index & 1) * 32);
    const high = from + 128 + <usize>((index >> 2) * 32);
    const shift = <u32>((index & 2) << 1);
    const twos = <u32>((index & 3) << 1);
    for (let v: usize = 0; v < 8; v++) {
      const four = (load<u32>(low + (v << 2)) >> shift) & LOW;
      const two = ((load<u32>(high + (v << 2)) >> twos) & 0x03030303) << 4;
      store<u32>(numbers + (v << 4), lower(four | two, 0x20202020));
    }
    return;
  }
  const fives = type == Q5_K;
  const pairs = from + (fives ? 48 : 16) + <usize>((index >> 1) * 32);
  const shift = <u32>((index & 1) << 2);
  const high = <u32>(r & 4);
  const flip = flipOf(r);
  for (let v: usize = 0; v < 4; v++) {
    const first = (load<u32>(pairs + (v << 2)) >> shift) & LOW;
    const second = (load<u32>(pairs + (v << 2), 16) >> shift) & LOW;
    if (!fives) {
      putFours(numbers + (v << 4), first ^ flip, high);
      putFours(numbers + (v << 4) + 64, second ^ flip, high);
      continue;
    }
    const bits = from + 16 + (v << 2);
    store<u32>(numbers + (v << 4), first | (((load<u32>(bits) >> <u32>index) & ONES) << 4));
    store<u32>(numbers + (v << 4), second | (((load<u32>(bits, 16) >> <u32>index) & ONES) << 4), 64);
  }
}

/** Undoes {@link placeNumbers}; `to` is all zero at first. */
function takeNumbers(type: i32, numbers: usize, to: usize, index: i32, r: usize): void {
  if (type == Q6_K) {
    const low = to + <usize>((index >> 2) * 64 + (index & 1) * 32);
    const high = to + 128 + <usize>((index >> 2) * 32);
    const shift = <u32>((index & 2) << 1);
    const twos = <u32>((index & 3) << 1);
    for (let v: usize = 0; v < 8; v++) {
      const six = raise(load<u32>(numbers + (v << 4)), 0x20202020);
      addBits(low + (v << 2), (six & LOW) << shift);
      addBits(high + (v << 2), ((six >> 4) & 0x03030303) << twos);
    }
    return;
  }
  const fives = type == Q5_K;
  const pairs = to + (fives ? 48 : 16) + <usize>((index >> 1) * 32);
  const shift = <u32>((index & 1) << 2);
  const high = <u32>(r & 4);
  const flip = flipOf(r);
  for (let v: usize = 0; v < 4; v++) {
    const word = load<u32>(numbers + (v << 4)) >> high;
    const second = load<u32>(numbers + (v << 4), 64) >> high;
    addBits(pairs + (v << 2), ((word & LOW) ^ flip) << shift);
    addBits(pairs + (v << 2) + 16, ((second & LOW) ^ flip) << shift);
    if (!fives) continue;
    addBits(to + 16 + (v << 2), ((word >> 4) & ONES) << <u32>index);
    addBits(to + 32 + (v << 2), ((second >> 4) & ONES) << <u32>index);
  }
}

/** Where the file has the scale of a block. */
// @ts-ignore: decorator
@inline
export function scalePlace(type: i32): usize {
  return type == Q6_K ? 208 : 0;
}

/** A block of the file at `from` to row `r` of the codes and pieces at `to`. */
export function placeLarge(type: i32, kind: u8, from: usize, to: usize, r: usize): void {
  const offsets = hasOffset(type);
  const four = isFourBits(type);
  store<u16>(to + codePlace(type, r, 0), codeOf(load<u16>(from + scalePlace(type)), kind));
  if (offsets) store<u16>(to + codePlace(type, r, 1), codeOf(<u32>load<u16>(from, 2) ^ 0x8000, kind));
  let piece = to + codesOf(four, true, offsets);
  for (let index = 0; index < EIGHT; index++) {
    const scale = piece + NUMBERS + bytePlace(r, 0);
    const second = piece + NUMBERS + bytePlace(r, 1);
    store<u8>(scale, offsets ? subScale(from + 4, index) : load<u8>(from + 192 + <usize>(2 * index)));
    store<u8>(second, offsets ? subLeast(from + 4, index) : load<u8>(from + 193 + <usize>(2 * index)));
    placeNumbers(type, from, piece + ((r & 3) << 2), index, r);
    piece += pieceOf(four, true, offsets);
  }
}

/** Back: row `r` of the codes and pieces at `from` to a block of the file at `to`. */
export function takeLarge(type: i32, kind: u8, from: usize, r: usize, to: usize): void {
  const offsets = hasOffset(type);
  const four = isFourBits(type);
  memory.fill(to, 0, <usize>fileBytes(type));
  store<u16>(to + scalePlace(type), bitsOf(load<u16>(from + codePlace(type, r, 0)), kind));
  if (offsets) store<u16>(to, bitsOf(load<u16>(from + codePlace(type, r, 1)), kind) ^ 0x8000, 2);
  let piece = from + codesOf(four, true, offsets);
  for (let index = 0; index < EIGHT; index++) {
    const scale = piece + NUMBERS + bytePlace(r, 0);
    const second = piece + NUMBERS + bytePlace(r, 1);
    if (offsets) putSub(to + 4, index, load<u8>(scale), load<u8>(second));
    else {
      store<u8>(to + 192 + <usize>(2 * index), load<u8>(scale));
      store<u8>(to + 193 + <usize>(2 * index), load<u8>(second));
    }
    takeNumbers(type, piece + ((r & 3) << 2), to, index, r);
    piece += pieceOf(four, true, offsets);
  }
}
