import {
  asSource,
  type ByteSource,
  FormatError,
  foreignFormat,
  showValue,
  viewStored,
  type WeightArray,
  type WeightInput,
  type WeightSource,
  WeightsError,
} from '@heed/core';
import { type OpenedDict, openArchive, openOldFile } from './containers.ts';
import type { TorchTensor } from './state-dict.ts';

/**
 * A state dictionary that PyTorch saved (`pytorch_model.bin`): its pickle is read for names, shapes and places alone, and
 * tensors one by one when they are asked for. Open it with {@link openTorch}.
 */
export class TorchFile implements WeightSource {
  readonly name: string;
  /** Type, shape and place of every tensor. */
  readonly entries: ReadonlyMap<string, TorchTensor>;
  readonly #source: ByteSource;
  readonly #startOf: OpenedDict['startOf'];

  constructor(source: ByteSource, { tensors, startOf }: OpenedDict) {
    this.name = source.name;
    this.entries = tensors;
    this.#source = source;
    this.#startOf = startOf;
  }

  async read(name: string): Promise<WeightArray> {
    const tensor = this.#entry(name);
    const { shape } = tensor;
    const size = shape.reduce((product, length) => product * length, 1);
    if (isContiguous(tensor)) return { ...(await this.readPart(name, 0, size)), shape };
    // Its elements in their own order, from the whole stretch that they lie in.
    const places = placesOf(tensor);
    const stretch = places.reduce((last, place) => Math.max(last, place + 1), 0);
    const { width } = tensor.storage;
    const bytes = await this.#bytes(name, 0, stretch);
    const own = new Uint8Array(size * width);
    for (const [index, place] of places.entries()) {
      own.set(bytes.subarray(place * width, (place + 1) * width), index * width);
    }
    return { type: tensor.type, data: viewStored(own, tensor.type, this.#where(name)), shape };
  }

  /** Reads the elements from `start` up to `end` of one tensor. */
  async readPart(name: string, start: number, end: number, room?: Uint8Array): Promise<WeightArray> {
    const tensor = this.#entry(name);
    const { type } = tensor;
    if (!isContiguous(tensor)) {
      const { data } = await this.read(name);
      return { type, data: data.subarray(start, end), shape: [end - start] };
    }
    const bytes = await this.#bytes(name, start, end, room);
    return { type, data: viewStored(bytes, type, this.#where(name)), shape: [end - start] };
  }

  async close(): Promise<void> {
    await this.#source.close?.();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #entry(name: string): TorchTensor {
    const entry = this.entries.get(name);
    if (entry === undefined) throw new WeightsError(`${this.name} has no tensor ${showValue(name)}`);
    return entry;
  }

  #where(name: string): string {
    return `${this.name}: tensor ${showValue(name)}`;
  }

  /** Elements of the storage, counted from the tensor's first one. */
  async #bytes(name: string, start: number, end: number, room?: Uint8Array): Promise<Uint8Array> {
    const { storage, offset } = this.#entry(name);
    const first = (await this.#startOf(storage)) + offset * storage.width;
    const wanted = (end - start) * storage.width;
    const bytes = await this.#source.read(first + start * storage.width, first + end * storage.width, room);
    if (bytes.length === wanted) return bytes;
    throw new FormatError(`${this.#where(name)}: ${bytes.length} of ${wanted} bytes could be read`);
  }
}

/**
 * Opens a state dictionary that PyTorch saved, in its archive of today or its format before version 1.6. Nothing in it
 * is run: a pickle that asks for anything but tensors is refused.
 *
 * @throws {UnsafeFileError} for a pickle that asks for other functions or classes.
 * @throws {FormatError} for a damaged file, or one that holds something else.
 *
 * @example
 * ```ts no-run
 * import { fileSource } from '@heed/core/node';
 * import { openTorch } from '@heed/transformer';
 * await using file = await openTorch(await fileSource('pytorch_model.bin'));
 * for (const [name, { type, shape }] of file.entries) console.log(name, type, shape);
 * ```
 */
export async function openTorch(input: WeightInput): Promise<TorchFile> {
  const source = asSource(input);
  try {
    const start = await source.read(0, Math.min(8, source.size));
    const isArchive = start[0] === 0x50 && start[1] === 0x4b;
    const foreign = isArchive ? '' : foreignFormat(start);
    if (foreign !== '') throw new FormatError(`${source.name}: is no file that PyTorch saved${foreign}`);
    return new TorchFile(source, await (isArchive ? openArchive(source) : openOldFile(source)));
  } catch (error) {
    await source.close?.();
    throw error;
  }
}

/** True if the elements lie one behind the other, in row-major order. */
function isContiguous({ shape, strides }: TorchTensor): boolean {
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis] ?? 1;
    if (length !== 1 && strides[axis] !== step) return shape.includes(0);
    step *= length;
  }
  return true;
}

/** The places of the elements, in row-major order, counted from the first one. */
function placesOf({ shape, strides }: TorchTensor): number[] {
  return shape.reduce(
    (places, length, axis) =>
      places.flatMap((place) => Array.from({ length }, (_, index) => place + index * (strides[axis] ?? 0))),
    [0],
  );
}
