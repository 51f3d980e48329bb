import { bitsOf, codeOf } from './codes';
import { hasOffset, isFourBits, numbersOf, Q5_0, Q8_0 } from './formats';
import { gather, LOW, lower, raise, spread } from './words';

// Blocks of 32 of the small types. A word of 16 bytes of two numbers each has columns j … j + 3 in the low and 16 + j … in
// the high bits.

/** A block of the file at `from` to row `r` of the piece at `to`. */
export function placeSmall(type: i32, kind: u8, from: usize, to: usize, r: usize): void {
  const numbers = to + (r << 2);
  const codes = to + numbersOf(isFourBits(type)) + (r << 1);
  store<u16>(codes, codeOf(load<u16>(from), kind));
  if (hasOffset(type)) {
    store<u16>(codes, codeOf(load<u16>(from, 2), kind), 8);
    from += 2;
  }
  from += 2;
  if (isFourBits(type)) {
    for (let v: usize = 0; v < 4; v++) store<u32>(numbers + (v << 4), load<u32>(from + (v << 2)));
    return;
  }
  if (type == Q8_0) {
    for (let v: usize = 0; v < 8; v++) store<u32>(numbers + (v << 4), load<u32>(from + (v << 2)));
    return;
  }
  const high = load<u32>(from);
  const middle: u32 = type == Q5_0 ? 0x10101010 : 0;
  for (let v: usize = 0; v < 4; v++) {
    const pairs = load<u32>(from + 4 + (v << 2));
    store<u32>(numbers + (v << 4), lower((pairs & LOW) | spread(high >> <u32>(v << 2)), middle));
    const upper = ((pairs >> 4) & LOW) | spread(high >> (16 + <u32>(v << 2)));
    store<u32>(numbers + (v << 4), lower(upper, middle), 64);
  }
}

/** Back: row `r` of the piece at `from` to a block of the file at `to`. */
export function takeSmall(type: i32, kind: u8, from: usize, r: usize, to: usize): void {
  const numbers = from + (r << 2);
  const codes = from + numbersOf(isFourBits(type)) + (r << 1);
  store<u16>(to, bitsOf(load<u16>(codes), kind));
  if (hasOffset(type)) {
    store<u16>(to, bitsOf(load<u16>(codes, 8), kind), 2);
    to += 2;
  }
  to += 2;
  if (isFourBits(type) || type == Q8_0) {
    const words: usize = type == Q8_0 ? 8 : 4;
    for (let v: usize = 0; v < words; v++) store<u32>(to + (v << 2), load<u32>(numbers + (v << 4)));
    return;
  }
  const middle: u32 = type == Q5_0 ? 0x10101010 : 0;
  let high: u32 = 0;
  for (let v: usize = 0; v < 4; v++) {
    const first = raise(load<u32>(numbers + (v << 4)), middle);
    const second = raise(load<u32>(numbers + (v << 4), 64), middle);
    high |= (gather(first) << <u32>(v << 2)) | (gather(second) << (16 + <u32>(v << 2)));
    store<u32>(to + 4 + (v << 2), (first & LOW) | ((second & LOW) << 4));
  }
  store<u32>(to, high);
}
