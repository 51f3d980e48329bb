import { bitsOf, codeOf } from './codes';
import { codePlace, hasOffset, isFourBits, NUMBERS, Q5_0, Q8_0 } from './formats';
import { flipOf, gather, LOW, lower, putFours, raise, spread } from './words';

// Blocks of 32 of the small types. The file has columns j and 16 + j in one byte of two 4-bit numbers.

/** A block of the file at `from` to row `r` of the piece at `to`. */
export function placeSmall(type: i32, kind: u8, from: usize, to: usize, r: usize): void {
  const numbers = to + ((r & 3) << 2);
  const codes = to + NUMBERS;
  store<u16>(codes + codePlace(type, r, 0), codeOf(load<u16>(from), kind));
  if (hasOffset(type)) {
    store<u16>(codes + codePlace(type, r, 1), codeOf(load<u16>(from, 2), kind));
    from += 2;
  }
  from += 2;
  if (isFourBits(type)) {
    const high = <u32>(r & 4);
    const flip = flipOf(r);
    for (let v: usize = 0; v < 4; v++) {
      const pairs = load<u32>(from + (v << 2));
      putFours(numbers + (v << 4), (pairs & LOW) ^ flip, high);
      putFours(numbers + (v << 4) + 64, ((pairs >> 4) & LOW) ^ flip, high);
    }
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
  const numbers = from + ((r & 3) << 2);
  const codes = from + NUMBERS;
  store<u16>(to, bitsOf(load<u16>(codes + codePlace(type, r, 0)), kind));
  if (hasOffset(type)) {
    store<u16>(to, bitsOf(load<u16>(codes + codePlace(type, r, 1)), kind), 2);
    to += 2;
  }
  to += 2;
  if (isFourBits(type)) {
    const high = <u32>(r & 4);
    const flip = flipOf(r);
    for (let v: usize = 0; v < 4; v++) {
      const first = ((load<u32>(numbers + (v << 4)) >> high) & LOW) ^ flip;
      const second = ((load<u32>(numbers + (v << 4), 64) >> high) & LOW) ^ flip;
      store<u32>(to + (v << 2), first | (second << 4));
    }
    return;
  }
  if (type == Q8_0) {
    for (let v: usize = 0; v < 8; v++) store<u32>(to + (v << 2), load<u32>(numbers + (v << 4)));
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
