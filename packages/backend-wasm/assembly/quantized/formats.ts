// How weights in blocks lie in memory. Four rows of the matrix are a group, which begins with the kinds of their scales
// (codes.ts). Block b of the four is one piece:
//
//   [numbers][scales of the four rows][offsets]
//
// In the numbers each vector has four columns of each row, so that the lanes of an integer dot product are rows. A number
// is `scale · q + offset`. Scales and offsets of the small types are codes of 16 bits. Those of the K types are bytes, times
// codes that stand before each eight pieces: [of the scales][of the offsets, negative]. Q6_K has no offsets, but scales of
// the second half of a block.

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
/** Rows of a group. */
export const GROUP: i32 = 4;
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

/** Bytes of the numbers of a piece. */
// @ts-ignore: decorator
@inline
export function numbersOf(four: bool): usize {
  return four ? 64 : 128;
}

/** Bytes of a piece. */
// @ts-ignore: decorator
@inline
export function pieceOf(four: bool, large: bool, offsets: bool): usize {
  return numbersOf(four) + (offsets && !large ? 16 : 8);
}

/** Bytes of the codes before eight pieces. */
// @ts-ignore: decorator
@inline
export function codesOf(large: bool, offsets: bool): usize {
  return large ? (offsets ? 16 : 8) : 0;
}

/** Bytes of so many blocks of a group; of the K types, whole eights. */
export function blocksBytes(type: i32, blocks: i32): usize {
  const large = isLarge(type);
  const pieces = <usize>blocks * pieceOf(isFourBits(type), large, hasOffset(type));
  return pieces + <usize>(blocks / EIGHT) * codesOf(large, hasOffset(type));
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
  return <f64>((rows + GROUP - 1) / GROUP) * <f64>groupBytes(type, columns / BLOCK);
}
