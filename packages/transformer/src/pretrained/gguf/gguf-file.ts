import {
  asSource,
  type ByteSource,
  FormatError,
  showValue,
  viewStored,
  type WeightArray,
  type WeightInput,
  type WeightSource,
  WeightsError,
} from '@heed/core';
import { Cursor, NeedMoreBytes } from '../cursor.ts';
import { type GgufHeader, type GgufTensor, parseGgufHeader } from './header.ts';
import type { GgufValue } from './metadata.ts';
import { tensorBytes } from './tensor-type.ts';

/** So much is read at first; headers with a vocabulary take some megabytes. */
const firstBytes = 2 ** 20;
/** The longest header that is read; the largest vocabularies take a tenth of it. */
const maximumHeaderBytes = 100_000_000;

/**
 * A GGUF file whose header is read and checked; tensors are read one by one when they are asked for, whole or in parts,
 * quantised ones as blocks. Names and order are ggml's: {@link publishedWeights} gives those of the published checkpoint. Open it with
 * {@link openGguf}.
 */
export class GgufFile implements WeightSource {
  readonly name: string;
  /** What the file says of the model, by key: architecture, sizes, vocabulary, chat template. */
  readonly metadata: ReadonlyMap<string, GgufValue>;
  /** Type, shape and place of every tensor. */
  readonly entries: ReadonlyMap<string, GgufTensor>;
  readonly #source: ByteSource;

  constructor(source: ByteSource, { metadata, tensors }: GgufHeader) {
    this.name = source.name;
    this.metadata = metadata;
    this.entries = tensors;
    this.#source = source;
  }

  async read(name: string): Promise<WeightArray> {
    const { shape, start, end } = this.#entry(name);
    return { ...(await this.#numbers(name, start, end)), shape };
  }

  /** Reads the elements from `start` up to `end` of one tensor; both at the beginning of blocks, where it has blocks. */
  async readPart(name: string, start: number, end: number, room?: Uint8Array): Promise<WeightArray> {
    const { type, start: first } = this.#entry(name);
    const where = `${this.name}: tensor ${showValue(name)}`;
    const bytes = (elements: number): number => tensorBytes(type, [elements], where);
    const numbers = await this.#numbers(name, first + bytes(start), first + bytes(end), room);
    return { ...numbers, shape: [end - start] };
  }

  #entry(name: string): GgufTensor {
    const entry = this.entries.get(name);
    if (entry === undefined) throw new WeightsError(`${this.name} has no tensor ${showValue(name)}`);
    return entry;
  }

  async #numbers(
    name: string,
    start: number,
    end: number,
    room?: Uint8Array,
  ): Promise<Omit<WeightArray, 'shape'>> {
    const { type } = this.#entry(name);
    const where = `${this.name}: tensor ${showValue(name)}`;
    const bytes = await this.#source.read(start, end, room);
    if (bytes.length !== end - start) {
      throw new FormatError(`${where}: ${bytes.length} of ${end - start} bytes could be read`);
    }
    return { type, data: viewStored(bytes, type, where) };
  }

  async close(): Promise<void> {
    await this.#source.close?.();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/**
 * Opens a GGUF file: bytes in memory, a `Blob` or `File`, or any `ByteSource`. The header is not trusted: counts,
 * lengths and offsets are checked against the file before anything is allocated by them.
 *
 * @throws {FormatError} that names the field at fault and its value.
 * @throws {DTypeError} for a tensor whose type cannot be read.
 *
 * @example
 * ```ts no-run
 * import { fileSource } from '@heed/core/node';
 * import { openGguf } from '@heed/transformer';
 * await using file = await openGguf(await fileSource('SmolLM2-135M-Instruct.Q4_1.gguf'));
 * console.log(file.metadata.get('general.architecture')); // llama
 * for (const [name, { type, shape }] of file.entries) console.log(name, type, shape);
 * ```
 */
export async function openGguf(input: WeightInput): Promise<GgufFile> {
  const source = asSource(input);
  try {
    return new GgufFile(source, await readHeader(source));
  } catch (error) {
    await source.close?.();
    throw error;
  }
}

/** Reads more and more of the beginning until the header is in it. */
async function readHeader(source: ByteSource): Promise<GgufHeader> {
  const { name, size } = source;
  for (let length = Math.min(firstBytes, size); ; ) {
    const bytes = await source.read(0, length);
    if (bytes.length < length) {
      throw new FormatError(`${name}: ${bytes.length} of the first ${length} bytes could be read`);
    }
    try {
      return parseGgufHeader(new Cursor(bytes, size, name), size, name);
    } catch (error) {
      if (!(error instanceof NeedMoreBytes) || length >= size) throw error;
      if (error.needed > maximumHeaderBytes) {
        throw new FormatError(
          `${name}: the header takes ${error.needed} bytes or more; the limit is ${maximumHeaderBytes}`,
        );
      }
      length = Math.min(Math.max(2 * length, error.needed), size);
    }
  }
}
