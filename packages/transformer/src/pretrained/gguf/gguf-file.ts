import {
  asSource,
  type ByteSource,
  dequantize,
  FormatError,
  isBlockType,
  showValue,
  viewStored,
  type WeightArray,
  type WeightEntry,
  type WeightInput,
  type WeightSource,
  WeightsError,
} from '@heed/core';
import { Cursor, NeedMoreBytes } from './cursor.ts';
import { type GgufHeader, type GgufTensor, parseGgufHeader } from './header.ts';
import type { GgufValue } from './metadata.ts';

/** So much is read at first; headers with a vocabulary take some megabytes. */
const firstBytes = 2 ** 20;
/** The longest header that is read; the largest vocabularies take a tenth of it. */
const maximumHeaderBytes = 100_000_000;

/**
 * A GGUF file whose header is read and checked; tensors are read one by one when they are asked for, quantised ones as
 * float32. Names and order are ggml's: {@link publishedWeights} gives those of the published checkpoint. Open it with
 * {@link openGguf}.
 */
export class GgufFile implements WeightSource {
  readonly name: string;
  /** What the file says of the model, by key: architecture, sizes, vocabulary, chat template. */
  readonly metadata: ReadonlyMap<string, GgufValue>;
  /** Type, shape and place of every tensor, as they are stored. */
  readonly tensors: ReadonlyMap<string, GgufTensor>;
  /** Type and shape of every tensor, as it is read. */
  readonly entries: ReadonlyMap<string, WeightEntry>;
  readonly #source: ByteSource;

  constructor(source: ByteSource, { metadata, tensors }: GgufHeader) {
    this.name = source.name;
    this.metadata = metadata;
    this.tensors = tensors;
    this.entries = new Map(
      Array.from(tensors, ([name, { type, shape }]) => [
        name,
        { type: isBlockType(type) ? 'F32' : type, shape },
      ]),
    );
    this.#source = source;
  }

  async read(name: string): Promise<WeightArray> {
    const tensor = this.tensors.get(name);
    if (tensor === undefined) throw new WeightsError(`${this.name} has no tensor ${showValue(name)}`);
    const { type, shape, start, end } = tensor;
    const where = `${this.name}: tensor ${showValue(name)}`;
    const bytes = await this.#source.read(start, end);
    if (bytes.length !== end - start) {
      throw new FormatError(`${where}: ${bytes.length} of ${end - start} bytes could be read`);
    }
    if (isBlockType(type)) return { type: 'F32', shape, data: dequantize(bytes, type) };
    return { type, shape, data: viewStored(bytes, type, where) };
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
 * for (const [name, { type, shape }] of file.tensors) console.log(name, type, shape);
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
