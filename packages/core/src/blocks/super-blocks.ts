import { type DecodeBlock, halfAt } from './small-blocks.ts';

/** Numbers of one super-block. */
const superBlock = 256;

/**
 * Scale and least number of the eight sub-blocks of Q4_K and Q5_K, in six bits each, packed into 12 bytes: the first
 * four in the low bits of bytes 0–3 and 4–7, the others in the halves of bytes 8–11 and the top bits of the first eight.
 */
function scaleAndLeast(bytes: Uint8Array, at: number, index: number): readonly [number, number] {
  const byte = (place: number): number => bytes[at + place] ?? 0;
  if (index < 4) return [byte(index) & 63, byte(index + 4) & 63];
  const halves = byte(index + 4);
  return [(halves & 15) | ((byte(index - 4) >> 6) << 4), (halves >> 4) | ((byte(index) >> 6) << 4)];
}

/** Q4_K and Q5_K: `d sc q − dmin m`, 32 numbers to a pair of sc and m; `high` gives the fifth bits, if there are. */
function decodePairs(
  [bytes, at, values, to]: Parameters<DecodeBlock>,
  low: number,
  high: (index: number, j: number) => number,
): void {
  const scale = halfAt(bytes, at);
  const least = halfAt(bytes, at + 2);
  for (let index = 0; index < 8; index++) {
    const [ownScale, ownLeast] = scaleAndLeast(bytes, at + 4, index);
    const factor = scale * ownScale;
    const offset = least * ownLeast;
    const from = low + (index >> 1) * 32;
    const shift = (index & 1) * 4;
    for (let j = 0; j < 32; j++) {
      const four = ((bytes[from + j] ?? 0) >> shift) & 15;
      // In numpy's float32, as the format's reference has it: product and difference are rounded one by one.
      values[to + index * 32 + j] = Math.fround(factor * (four | high(index, j))) - offset;
    }
  }
}

/** d, dmin, 12 bytes of scales, then 128 bytes of two numbers each. */
export const decodeQ4_K: DecodeBlock = (...block) => {
  decodePairs(block, block[1] + 16, () => 0);
};

/** d, dmin, 12 bytes of scales, 32 bytes of fifth bits (bit i of byte j is that of number j of sub-block i), 128 bytes. */
export const decodeQ5_K: DecodeBlock = (...block) => {
  const [bytes, at] = block;
  decodePairs(block, at + 48, (index, j) => (((bytes[at + 16 + j] ?? 0) >> index) & 1) << 4);
};

/** 128 bytes of low four bits, 64 of high two bits, 16 signed scales, d: `d sc (q − 32)`, 16 numbers to a scale. */
export const decodeQ6_K: DecodeBlock = (bytes, at, values, to) => {
  const scale = halfAt(bytes, at + 208);
  for (let j = 0; j < superBlock; j++) {
    const [part, within] = [j >> 7, j & 127];
    const four = (bytes[at + part * 64 + (within & 63)] ?? 0) >> ((within >> 6) << 2);
    const two = (bytes[at + 128 + part * 32 + (within & 31)] ?? 0) >> ((within >> 5) << 1);
    const own = ((bytes[at + 192 + (j >> 4)] ?? 0) << 24) >> 24;
    values[to + j] = scale * own * (((four & 15) | ((two & 3) << 4)) - 32);
  }
};
