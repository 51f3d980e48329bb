import { FormatError } from '../errors.ts';
import { asSource, type ByteSource, type WeightInput } from './byte-source.ts';
import { lengthBytes, type PlacedEntry, parseHeader, readHeaderLength } from './safetensors-header.ts';
import { bitsOf } from './stored-type.ts';
import { showValue } from './strict-json.ts';
import { viewStored, type WeightArray } from './weight-array.ts';
import { entryOf, type WeightSource } from './weight-source.ts';

/**
 * A safetensors file whose header is read and checked; tensors are read one by one when they are asked for. Open it
 * with {@link openSafetensors}.
 *
 * @example
 * ```ts
 * import { encodeSafetensors, openSafetensors, tensor } from '@heed/core';
 * const file = await openSafetensors(await encodeSafetensors([['x', tensor([[1, 2]])]]));
 * for (const [name, { type, shape }] of file.entries) console.log(name, type, shape); // x F32 [1, 2]
 * const { data } = await file.read('x'); // Float32Array [1, 2]
 * ```
 */
export class SafetensorsFile implements WeightSource {
  readonly name: string;
  /** Type, shape and place of every tensor, in the order of their bytes. */
  readonly entries: ReadonlyMap<string, PlacedEntry>;
  /** The texts that the writer left under `__metadata__`. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly #source: ByteSource;

  private constructor(
    source: ByteSource,
    entries: ReadonlyMap<string, PlacedEntry>,
    metadata: Readonly<Record<string, string>>,
  ) {
    this.#source = source;
    this.name = source.name;
    this.entries = entries;
    this.metadata = metadata;
  }

  /** Reads and checks the header; see {@link openSafetensors}. */
  static async open(input: WeightInput): Promise<SafetensorsFile> {
    const source = asSource(input);
    const { name, size } = source;
    try {
      const first = await source.read(0, Math.min(lengthBytes, size));
      const length = readHeaderLength(first, size, name);
      const json = await source.read(lengthBytes, lengthBytes + length);
      const { entries, metadata } = parseHeader(json, size, name);
      return new SafetensorsFile(source, entries, metadata);
    } catch (error) {
      await source.close?.();
      throw error;
    }
  }

  /** Reads the bytes of one tensor. */
  bytes(name: string): Promise<Uint8Array> {
    const { start, end } = entryOf(this, name);
    return this.#bytes(name, start, end);
  }

  async #bytes(name: string, start: number, end: number, room?: Uint8Array): Promise<Uint8Array> {
    const bytes = await this.#source.read(start, end, room);
    if (bytes.length !== end - start) {
      throw new FormatError(
        `${this.name}: tensor ${showValue(name)}: ${bytes.length} of ${end - start} bytes could be read`,
      );
    }
    return bytes;
  }

  /** Reads one tensor as it is stored; 64-bit whole numbers come as BigInts. */
  async read(name: string): Promise<WeightArray> {
    const { type, shape } = entryOf(this, name);
    return {
      type,
      shape,
      data: viewStored(await this.bytes(name), type, `${this.name}: tensor ${showValue(name)}`),
    };
  }

  /** Reads the elements from `start` up to `end` of one tensor. */
  async readPart(name: string, start: number, end: number, room?: Uint8Array): Promise<WeightArray> {
    const { type, start: first } = entryOf(this, name);
    const bytes = bitsOf(type) / 8;
    const read = await this.#bytes(name, first + start * bytes, first + end * bytes, room);
    const where = `${this.name}: tensor ${showValue(name)}`;
    return { type, shape: [end - start], data: viewStored(read, type, where) };
  }

  async close(): Promise<void> {
    await this.#source.close?.();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/**
 * Opens a safetensors file: bytes in memory, a `Blob` or `File`, or any {@link ByteSource}. The header is not
 * trusted: its length, sizes and offsets are checked against the file before anything is allocated by them.
 *
 * @throws {FormatError} that names the field at fault and its value.
 *
 * @example
 * ```ts
 * import { encodeSafetensors, openSafetensors, tensor } from '@heed/core';
 * const bytes = await encodeSafetensors([['bias', tensor([0.5, 1])]], { metadata: { made: 'by hand' } });
 * const file = await openSafetensors(bytes);
 * console.log([...file.entries.keys()], file.metadata.made); // ['bias'] by hand
 * ```
 */
export function openSafetensors(input: WeightInput): Promise<SafetensorsFile> {
  return SafetensorsFile.open(input);
}
