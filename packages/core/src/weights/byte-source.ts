import { OptionError } from '../errors.ts';
import { checkKind } from '../options.ts';
import { showValue } from './strict-json.ts';

/**
 * Bytes that can be read in parts: memory, a `Blob` or file of the browser, a URL, a file on disk. Reading parts keeps
 * the peak of memory at one tensor.
 */
export interface ByteSource {
  /** What messages call it. */
  readonly name: string;
  /** Bytes in all. */
  readonly size: number;
  /**
   * The bytes from `start` up to `end`; they are not written to later, and may share memory. A source that copies may
   * copy into `room`, where it is large enough: then they are good until the caller uses it again.
   */
  read(start: number, end: number, room?: Uint8Array): Promise<Uint8Array>;
  /** Lets go of what the source holds open. */
  close?(): Promise<void>;
}

/** What can be read as a weight file: a source, or bytes that are there. */
export type WeightInput = ByteSource | Uint8Array | ArrayBuffer | Blob;

/**
 * Bytes in memory as a source.
 *
 * @example
 * ```ts
 * import { bytesSource } from '@heed/core';
 * const source = bytesSource(new Uint8Array([1, 2, 3]), 'three bytes');
 * console.log(source.size, await source.read(1, 3)); // 3 Uint8Array [2, 3]
 * ```
 */
export function bytesSource(bytes: Uint8Array, name = 'bytes'): ByteSource {
  checkKind('bytesSource: bytes', bytes, 'a list');
  return { name, size: bytes.length, read: async (start, end) => bytes.subarray(start, end) };
}

/**
 * A `Blob`, or a `File` that a visitor of a page chose, as a source. Only the parts that are asked for are read.
 *
 * @example
 * ```ts
 * import { blobSource } from '@heed/core';
 * const source = blobSource(new Blob(['weights']));
 * console.log(source.name, source.size); // blob 7
 * ```
 */
export function blobSource(blob: Blob): ByteSource {
  checkKind('blobSource: blob', blob, 'a Blob');
  return {
    name: blob instanceof File ? blob.name : 'blob',
    size: blob.size,
    read: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
  };
}

/**
 * Whatever was given, as a source.
 *
 * @throws {OptionError} for anything else, such as a path.
 *
 * @example
 * ```ts
 * import { asSource } from '@heed/core';
 * console.log(asSource(new Uint8Array([1, 2, 3])).size, asSource(new Blob(['weights'])).size); // 3 7
 * ```
 */
export function asSource(input: WeightInput): ByteSource {
  if (input instanceof Uint8Array) return bytesSource(input);
  if (input instanceof ArrayBuffer) return bytesSource(new Uint8Array(input));
  if (input instanceof Blob) return blobSource(input);
  if (typeof input?.read === 'function') return input;
  const hint = typeof input === 'string' ? '; loadWeightsFile of @heed/core/node takes a path' : '';
  throw new OptionError(`weights are bytes, a Blob or a source, got ${showValue(input)}${hint}`);
}
