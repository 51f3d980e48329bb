// How weights in blocks lie in memory. Four rows of the matrix are a group, and block b of the four is one piece:
//
//   [scales of the four rows, float32][the second scales][offsets][numbers]
//
// In the numbers each vector has four columns of each row, so that the lanes of an integer dot product are rows. A
// number is `scale · q + offset`; scales and offsets are what the file's float16 and few-bit numbers make, converted
// once. Behind all groups of the K types lie the bytes that their scales were made of, so that nothing is lost.

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

/** True where two numbers share a byte; else each has one, signed. */
// @ts-ignore: decorator
@inline
export function isFourBits(type: i32): bool {
  return type == Q4_0 || type == Q4_1 || type == Q4_K;
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

/** Bytes before the numbers of a piece. */
export function headBytes(type: i32): i32 {
  return hasOffset(type) || hasTwoScales(type) ? 32 : 16;
}

/** Bytes of a piece: one block of four rows. */
export function pieceBytes(type: i32): i32 {
  return headBytes(type) + (isFourBits(type) ? 64 : 128);
}

/** Columns of a block as the file has them. */
export function fileBlock(type: i32): i32 {
  return type >= Q4_K ? 256 : 32;
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

/** Bytes that the scales of a file's block were made of, kept behind the groups; 0 where the scales tell them. */
export function keptBytes(type: i32): i32 {
  if (type < Q4_K) return 0;
  return type == Q6_K ? 18 : 16;
}

/** Bytes of a whole matrix. */
export function quantizedBytes(type: i32, rows: i32, columns: i32): f64 {
  const groups = <f64>((rows + GROUP - 1) / GROUP) * <f64>(columns / BLOCK) * <f64>pieceBytes(type);
  return groups + <f64>rows * <f64>(columns / 256) * <f64>keptBytes(type);
}

/** Where the kept bytes of a matrix begin, from its own beginning. */
export function keptStart(type: i32, rows: i32, columns: i32): usize {
  return <usize>((rows + GROUP - 1) / GROUP) * <usize>(columns / BLOCK) * <usize>pieceBytes(type);
}
