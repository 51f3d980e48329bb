import { blockFormat, type QuantizedDType } from '../dtype.ts';
import { OptionError } from '../errors.ts';
import { toFloat16 } from '../half.ts';
import { smallBlock } from './small-blocks.ts';

/** The types that numbers can be quantised to; the others are read from files only. */
export type QuantizableDType = Extract<QuantizedDType, 'q8_0' | 'q4_0' | 'q4_1' | 'q5_0' | 'q5_1'>;

/** Writes the 32 numbers from place `from` on as the block at `at`. */
type EncodeBlock = (values: ArrayLike<number>, from: number, bytes: Uint8Array, at: number) => void;

const half = smallBlock / 2;
const { fround } = Math;

function putHalf(bytes: Uint8Array, at: number, value: number): void {
  const bits = toFloat16(value);
  bytes[at] = bits & 255;
  bytes[at + 1] = bits >> 8;
}

/** 1/d in float32, and 0 for d = 0, as ggml has it. */
function inverse(scale: number): number {
  return scale === 0 ? 0 : fround(1 / scale);
}

/** Cuts to a whole number from 0 to `most`. */
function clipped(value: number, most: number): number {
  return Math.min(Math.max(Math.trunc(value), 0), most);
}

/** Whole numbers of four or five bits: four of each in 16 bytes, the fifth bits in four bytes before. */
function putNumbers(bytes: Uint8Array, at: number, bits: 4 | 5, number: (j: number) => number): void {
  const low = at + (bits - 4) * 4;
  for (let j = 0; j < half; j++) {
    const [first, second] = [number(j), number(half + j)];
    bytes[low + j] = (first & 15) | ((second & 15) << 4);
    if (bits === 4) continue;
    bytes[at + (j >> 3)] = (bytes[at + (j >> 3)] ?? 0) | ((first >> 4) << (j & 7));
    bytes[at + 2 + (j >> 3)] = (bytes[at + 2 + (j >> 3)] ?? 0) | ((second >> 4) << (j & 7));
  }
}

/** `d (q − 2^(bits−1))`: the number of the largest size becomes the lowest q, exactly. */
function symmetric(bits: 4 | 5): EncodeBlock {
  const middle = 2 ** (bits - 1);
  return (values, from, bytes, at) => {
    let largest = 0;
    for (let j = 0; j < smallBlock; j++) {
      const value = values[from + j] ?? 0;
      if (Math.abs(value) > Math.abs(largest)) largest = value;
    }
    const scale = fround(largest / -middle);
    const factor = inverse(scale);
    putHalf(bytes, at, scale);
    putNumbers(bytes, at + 2, bits, (j) =>
      clipped((values[from + j] ?? 0) * factor + middle + 0.5, 2 * middle - 1),
    );
  };
}

/** `d q + m`: the least number is m, the greatest the highest q. */
function shifted(bits: 4 | 5): EncodeBlock {
  const most = 2 ** bits - 1;
  return (values, from, bytes, at) => {
    let least = Number.POSITIVE_INFINITY;
    let greatest = Number.NEGATIVE_INFINITY;
    for (let j = 0; j < smallBlock; j++) {
      const value = values[from + j] ?? 0;
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    const scale = fround(fround(greatest - least) / most);
    const factor = inverse(scale);
    putHalf(bytes, at, scale);
    putHalf(bytes, at + 2, least);
    putNumbers(bytes, at + 4, bits, (j) =>
      clipped(fround(fround(fround((values[from + j] ?? 0) - least) * factor) + 0.5), most),
    );
  };
}

/** `d q`, q from −127 to 127; halves are rounded away from zero. */
const encodeQ8_0: EncodeBlock = (values, from, bytes, at) => {
  let largest = 0;
  for (let j = 0; j < smallBlock; j++) largest = Math.max(largest, Math.abs(values[from + j] ?? 0));
  const scale = fround(largest / 127);
  const factor = inverse(scale);
  putHalf(bytes, at, scale);
  for (let j = 0; j < smallBlock; j++) {
    const value = fround((values[from + j] ?? 0) * factor);
    bytes[at + 2 + j] = Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
  }
};

const encoders: Readonly<Record<QuantizableDType, EncodeBlock>> = {
  q8_0: encodeQ8_0,
  q4_0: symmetric(4),
  q4_1: shifted(4),
  q5_0: symmetric(5),
  q5_1: shifted(5),
};

/** True for the types that {@link encodeBlocks} writes. */
export function isQuantizable(dtype: string): dtype is QuantizableDType {
  return Object.hasOwn(encoders, dtype);
}

/** Refuses types that numbers cannot be quantised to. */
export function checkQuantizable(name: string, dtype: string): asserts dtype is QuantizableDType {
  if (isQuantizable(dtype)) return;
  throw new OptionError(
    `${name}: numbers can be quantised to ${Object.keys(encoders).join(', ')}, not to ${dtype}`,
  );
}

/**
 * Numbers as blocks, to the last bit as ggml's reference quantises them.
 *
 * @param values Whole blocks.
 */
export function encodeBlocks(values: ArrayLike<number>, dtype: QuantizableDType): Uint8Array {
  const { size, bytes: length } = blockFormat(dtype);
  const encode = encoders[dtype];
  const bytes = new Uint8Array((values.length / size) * length);
  for (let from = 0, at = 0; from < values.length; from += size, at += length)
    encode(values, from, bytes, at);
  return bytes;
}
