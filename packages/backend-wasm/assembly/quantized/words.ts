import { bytesAre, SIGNED } from './bytes';

// Four columns of a row, a 32-bit word, move at once between the bytes of a file and a group.

/** The low four bits of each byte. */
export const LOW: u32 = 0x0f0f0f0f;
/** The lowest bit of each byte. */
export const ONES: u32 = 0x01010101;
const TOP: u32 = 0x80808080;

/** `v − by` in each byte, v and by below 128. */
// @ts-ignore: decorator
@inline
export function lower(v: u32, by: u32): u32 {
  return ((v | TOP) - by) ^ TOP;
}

/** Undoes {@link lower}. */
// @ts-ignore: decorator
@inline
export function raise(v: u32, by: u32): u32 {
  return ((v ^ TOP) + by) ^ TOP;
}

/** Four bits, each to the fifth place of its byte. */
// @ts-ignore: decorator
@inline
export function spread(bits: u32): u32 {
  return (((bits & 15) * 0x00204081) & ONES) << 4;
}

/** Undoes {@link spread}. */
// @ts-ignore: decorator
@inline
export function gather(v: u32): u32 {
  return (((v >> 4) & ONES) * 0x10204080) >> 28;
}

/** More bits for a word. */
// @ts-ignore: decorator
@inline
export function addBits(at: usize, bits: u32): void {
  store<u32>(at, load<u32>(at) | bits);
}

/**
 * What the 4-bit numbers of row `r` of a group are changed by. Where bytes are signed, those in high bits are 8 too small:
 * their highest bit is the other way.
 */
export function flipOf(r: usize): u32 {
  return r > 3 && bytesAre() == SIGNED ? 0x08080808 : 0;
}

/** Four 4-bit numbers to the high or low bits of a word's bytes, whose other bits stay. */
// @ts-ignore: decorator
@inline
export function putFours(at: usize, fours: u32, high: u32): void {
  store<u32>(at, (load<u32>(at) & (LOW << (4 - high))) | (fours << high));
}
