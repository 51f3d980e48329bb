import { DTypeError, FormatError } from '../../errors.ts';
import {
  type DecodeBlock,
  decodeQ4_0,
  decodeQ4_1,
  decodeQ5_0,
  decodeQ5_1,
  decodeQ8_0,
  smallBlock,
} from './small-blocks.ts';
import { decodeQ4_K, decodeQ5_K, decodeQ6_K, superBlock } from './super-blocks.ts';

/** The block-quantised types of GGUF files that can be read. */
export type BlockType = 'Q4_0' | 'Q4_1' | 'Q5_0' | 'Q5_1' | 'Q8_0' | 'Q4_K' | 'Q5_K' | 'Q6_K';

/** How a block-quantised type is laid out. */
export interface BlockFormat {
  /** Numbers in one block. */
  readonly size: number;
  /** Bytes of one block. */
  readonly bytes: number;
}

const formats: Readonly<Record<BlockType, BlockFormat & { readonly decode: DecodeBlock }>> = {
  Q4_0: { size: smallBlock, bytes: 18, decode: decodeQ4_0 },
  Q4_1: { size: smallBlock, bytes: 20, decode: decodeQ4_1 },
  Q5_0: { size: smallBlock, bytes: 22, decode: decodeQ5_0 },
  Q5_1: { size: smallBlock, bytes: 24, decode: decodeQ5_1 },
  Q8_0: { size: smallBlock, bytes: 34, decode: decodeQ8_0 },
  Q4_K: { size: superBlock, bytes: 144, decode: decodeQ4_K },
  Q5_K: { size: superBlock, bytes: 176, decode: decodeQ5_K },
  Q6_K: { size: superBlock, bytes: 210, decode: decodeQ6_K },
};

/** True for the name of a block-quantised type that can be read. */
export function isBlockType(type: string): type is BlockType {
  return Object.hasOwn(formats, type);
}

/**
 * Numbers and bytes of one block of a type.
 *
 * @example
 * ```ts
 * import { blockFormat } from '@heed/core';
 * console.log(blockFormat('Q8_0')); // { size: 32, bytes: 34 }
 * ```
 */
export function blockFormat(type: BlockType): BlockFormat {
  const { size, bytes } = formats[type];
  return { size, bytes };
}

/**
 * Block-quantised numbers of a GGUF file as float32, as ggml computes them. In the small types 32 numbers share a
 * float16 scale d (and an offset m): `d (q − 8)` in Q4_0, `d q + m` in Q4_1, `d q` in Q8_0. In the K types 256 numbers
 * share one, and every 16 or 32 of them a scale of a few bits.
 *
 * @param bytes Whole blocks.
 * @throws {FormatError} when the bytes end inside a block.
 * @throws {DTypeError} for a type that cannot be read.
 *
 * @example
 * ```ts
 * import { dequantize } from '@heed/core';
 * const block = new Uint8Array(34).fill(2, 2);
 * block.set([0x00, 0x38]); // d = 0.5
 * console.log(dequantize(block, 'Q8_0')); // 32 times 1
 * ```
 */
export function dequantize(bytes: Uint8Array, type: BlockType): Float32Array {
  if (!isBlockType(type)) {
    throw new DTypeError(`dequantize: type ${type}; possible are ${Object.keys(formats).join(', ')}`);
  }
  const { size, bytes: length, decode } = formats[type];
  if (bytes.length % length !== 0) {
    throw new FormatError(
      `dequantize: ${bytes.length} bytes are no whole blocks of ${type}, of ${length} each`,
    );
  }
  const values = new Float32Array((bytes.length / length) * size);
  for (let at = 0, to = 0; at < bytes.length; at += length, to += size) decode(bytes, at, values, to);
  return values;
}
