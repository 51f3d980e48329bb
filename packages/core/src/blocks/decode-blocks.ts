import { blockFormat, type QuantizedDType } from '../dtype.ts';
import { FormatError } from '../errors.ts';
import {
  type DecodeBlock,
  decodeQ4_0,
  decodeQ4_1,
  decodeQ5_0,
  decodeQ5_1,
  decodeQ8_0,
} from './small-blocks.ts';
import { decodeQ4_K, decodeQ5_K, decodeQ6_K } from './super-blocks.ts';

interface Decoder {
  readonly decode: DecodeBlock;
  /** Where the float16 numbers of a block stand, from which all others are computed. */
  readonly halves: readonly number[];
}

const decoders: Readonly<Record<QuantizedDType, Decoder>> = {
  q4_0: { decode: decodeQ4_0, halves: [0] },
  q4_1: { decode: decodeQ4_1, halves: [0, 2] },
  q5_0: { decode: decodeQ5_0, halves: [0] },
  q5_1: { decode: decodeQ5_1, halves: [0, 2] },
  q8_0: { decode: decodeQ8_0, halves: [0] },
  q4_k: { decode: decodeQ4_K, halves: [0, 2] },
  q5_k: { decode: decodeQ5_K, halves: [0, 2] },
  q6_k: { decode: decodeQ6_K, halves: [208] },
};

/**
 * Block-quantised numbers as float32, as ggml computes them. In the small types 32 numbers share a float16 scale d (and
 * an offset m): `d (q − 8)` in q4_0, `d q + m` in q4_1, `d q` in q8_0. In the K types 256 numbers share one, and every
 * 16 or 32 of them a scale of a few bits.
 *
 * @param bytes Whole blocks.
 * @param room Where the numbers may be put, if it is large enough.
 * @throws {FormatError} when the bytes end inside a block.
 */
export function decodeBlocks(bytes: Uint8Array, dtype: QuantizedDType, room?: Float32Array): Float32Array {
  const { size, bytes: length } = blockFormat(dtype);
  if (bytes.length % length !== 0) {
    throw new FormatError(`${bytes.length} bytes are no whole blocks of ${dtype}, of ${length} each`);
  }
  const { decode } = decoders[dtype];
  const values = floatsOf((bytes.length / length) * size, room);
  for (let at = 0, to = 0; at < bytes.length; at += length, to += size) decode(bytes, at, values, to);
  return values;
}

/** An array for `count` numbers: the room, or one of its own where that is too small. */
export function floatsOf(count: number, room?: Float32Array): Float32Array {
  return room !== undefined && room.length >= count ? room.subarray(0, count) : new Float32Array(count);
}

/** The first number of the first block with a scale or an offset that is NaN or infinite, or −1. */
export function firstNonFiniteBlock(bytes: Uint8Array, dtype: QuantizedDType): number {
  const { size, bytes: length } = blockFormat(dtype);
  for (const place of decoders[dtype].halves) {
    for (let at = place + 1; at < bytes.length; at += length) {
      if (((bytes[at] ?? 0) & 0x7c) === 0x7c) return Math.floor(at / length) * size;
    }
  }
  return -1;
}
