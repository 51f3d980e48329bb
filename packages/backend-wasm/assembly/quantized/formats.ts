// How weights in blocks lie in memory. Some rows of the matrix are a group, which begins with the kinds of their scales
// (codes.ts). Block b of the rows is one piece:
//
//   [numbers][scales and offsets]
//
// In the numbers each vector has four columns of each of four rows, so that the lanes of an integer dot product are rows. A
// number is `scale · q + offset`. Where it has 4 bits a group is eight rows: a byte has the number of a row in its low bits,
// and that of the row four further in the high ones. Else it is four.
//
// Scales and offsets of the small types are codes of 16 bits: of four rows [scales][offsets]; of eight rows four lanes of
// [scale, offset] and four more, or without offsets four lanes of [scale of a row, of the row four further]. Those of the K
// types are bytes, [scales][offsets] of each four rows, times codes that stand before each eight pieces as those of a small
// type, of offsets negative. Q6_K has no offsets, but scales of the second half of a block.

/** The types, as the host numbers them. */
export const Q8_0: i32 = 0;
export const Q4_0: i32 = 1;
export const Q4_1: i32 = 2;
export const Q5_0: i32 = 3;
export const Q5_1: i32 = 4;
export const Q4_K: i32 = 5;
export const Q5_K: i32 = 6;
export const Q6_K: i32 = 7;

/** Columns of a block. */
export const BLOCK: i32 = 32;
/** Rows whose numbers are the lanes of a vector. */
export const LANES: i32 = 4;
/** Blocks that share codes in the K types. */
export const EIGHT: i32 = 8;
/** Bytes before the first piece of a group: the kinds. */
export const KINDS: usize = 8;

/** True where two numbers share a byte; else each has one, signed. */
// @ts-ignore: decorator
@inline
export function isFourBits(type: i32): bool {
  return type == Q4_0 || type == Q4_1 || type == Q4_K;
}

/** True for the K types. */
// @ts-ignore: decorator
@inline
export function isLarge(type: i32): bool {
  return type >= Q4_K;
}

/** True where numbers have an offset. */
// @ts-ignore: decorator
@inline
export function hasOffset(type: i32): bool {
  return type == Q4_1 || type == Q5_1 || type == Q4_K || type == Q5_K;
}

/** True where the halves of a block have a scale each. */
// @ts-ignore: decorator
@inline
export function hasTwoScales(type: i32): bool {
  return type == Q6_K;
}

/** Rows of a group. */
// @ts-ignore: decorator
@inline
export function groupRows(type: i32): i32 {
  return isFourBits(type) ? 2 * LANES : LANES;
}

/** Bytes of the numbers of a piece. */
export const NUMBERS: usize = 128;

/** Bytes of a piece. */
// @ts-ignore: decorator
@inline
export function pieceOf(four: bool, large: bool, offsets: bool): usize {
  return NUMBERS + ((offsets && !large ? 16 : 8) << <usize>four);
}

/** Bytes of the codes before eight pieces. */
// @ts-ignore: decorator
@inline
export function codesOf(four: bool, large: bool, offsets: bool): usize {
  return large ? (offsets ? 16 : 8) << <usize>four : 0;
}

/** Bytes of so many blocks of a group; of the K types, whole eights. */
export function blocksBytes(type: i32, blocks: i32): usize {
  const large = isLarge(type);
  const four = isFourBits(type);
  const pieces = <usize>blocks * pieceOf(four, large, hasOffset(type));
  return pieces + <usize>(blocks / EIGHT) * codesOf(four, large, hasOffset(type));
}

/** Where the code of a row stands among those of a piece, or of eight: its scale's, or its offset's. */
export function codePlace(type: i32, r: usize, offset: usize): usize {
  if (!isFourBits(type)) return (offset << 3) + (r << 1);
  const lane = (r & 3) << 2;
  return hasOffset(type) ? ((r >> 2) << 4) + lane + (offset << 1) : lane + ((r >> 2) << 1);
}

/** The same of the bytes of a K type: a scale's, or the offset's or second scale's. */
export function bytePlace(r: usize, second: usize): usize {
  return ((r >> 2) << 3) + (second << 2) + (r & 3);
}

/** Bytes of a group of rows of so many blocks. */
export function groupBytes(type: i32, blocks: i32): usize {
  return KINDS + blocksBytes(type, blocks);
}

/** Columns of a block as the file has them. */
export function fileBlock(type: i32): i32 {
  return isLarge(type) ? 256 : 32;
}

/** Bytes of a block as the file has them. */
export function fileBytes(type: i32): i32 {
  if (type == Q8_0) return 34;
  if (type == Q4_0) return 18;
  if (type == Q4_1) return 20;
  if (type == Q5_0) return 22;
  if (type == Q5_1) return 24;
  if (type == Q4_K) return 144;
  return type == Q5_K ? 176 : 210;
}

/** Bytes of a whole matrix. */
export function quantizedBytes(type: i32, rows: i32, columns: i32): f64 {
  const each = groupRows(type);
  return <f64>((rows + each - 1) / each) * <f64>groupBytes(type, columns / BLOCK);
}
