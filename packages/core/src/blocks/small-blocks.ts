import { fromFloat16 } from '../half.ts';

/** Numbers of one block. */
export const smallBlock = 32;

/** Writes the numbers of the block at `at` to `values`, from place `to` on. */
export type DecodeBlock = (bytes: Uint8Array, at: number, values: Float32Array, to: number) => void;

/** The float16 at a place, little-endian. */
export function halfAt(bytes: Uint8Array, at: number): number {
  return fromFloat16((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
}

/** The place of the second half of a block's numbers: they share bytes with the first, as the high four bits. */
const half = smallBlock / 2;

/** d, then 16 bytes of two numbers q each: `d (q − 8)`. */
export const decodeQ4_0: DecodeBlock = (bytes, at, values, to) => {
  const scale = halfAt(bytes, at);
  for (let j = 0; j < half; j++) {
    const pair = bytes[at + 2 + j] ?? 0;
    values[to + j] = scale * ((pair & 15) - 8);
    values[to + half + j] = scale * ((pair >> 4) - 8);
  }
};

/** d, m, then 16 bytes of two numbers q each: `d q + m`. */
export const decodeQ4_1: DecodeBlock = (bytes, at, values, to) => {
  const scale = halfAt(bytes, at);
  const least = halfAt(bytes, at + 2);
  for (let j = 0; j < half; j++) {
    const pair = bytes[at + 4 + j] ?? 0;
    values[to + j] = scale * (pair & 15) + least;
    values[to + half + j] = scale * (pair >> 4) + least;
  }
};

/** The fifth bit of number j of a block; four bytes hold those of all. */
function fifthBit(bytes: Uint8Array, at: number, j: number): number {
  return (((bytes[at + (j >> 3)] ?? 0) >> (j & 7)) & 1) << 4;
}

/** d, 4 bytes of fifth bits, then 16 bytes of two numbers each: `d (q − 16)`. */
export const decodeQ5_0: DecodeBlock = (bytes, at, values, to) => {
  const scale = halfAt(bytes, at);
  for (let j = 0; j < half; j++) {
    const pair = bytes[at + 6 + j] ?? 0;
    values[to + j] = scale * (((pair & 15) | fifthBit(bytes, at + 2, j)) - 16);
    values[to + half + j] = scale * (((pair >> 4) | fifthBit(bytes, at + 2, half + j)) - 16);
  }
};

/** d, m, 4 bytes of fifth bits, then 16 bytes of two numbers each: `d q + m`. */
export const decodeQ5_1: DecodeBlock = (bytes, at, values, to) => {
  const scale = halfAt(bytes, at);
  const least = halfAt(bytes, at + 2);
  for (let j = 0; j < half; j++) {
    const pair = bytes[at + 8 + j] ?? 0;
    values[to + j] = scale * ((pair & 15) | fifthBit(bytes, at + 4, j)) + least;
    values[to + half + j] = scale * ((pair >> 4) | fifthBit(bytes, at + 4, half + j)) + least;
  }
};

/** d, then 32 signed bytes: `d q`. */
export const decodeQ8_0: DecodeBlock = (bytes, at, values, to) => {
  const scale = halfAt(bytes, at);
  for (let j = 0; j < smallBlock; j++) values[to + j] = scale * (((bytes[at + 2 + j] ?? 0) << 24) >> 24);
};
