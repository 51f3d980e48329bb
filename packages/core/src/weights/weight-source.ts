import { currentBackend } from '../backend/current.ts';
import type { DType } from '../dtype.ts';
import { DTypeError, WeightsError } from '../errors.ts';
import { checkKind, checkOptions } from '../options.ts';
import { Tensor } from '../tensor.ts';
import { convertStored, naturalDType } from './convert.ts';
import type { WeightEntry } from './safetensors-header.ts';
import { showValue } from './strict-json.ts';
import type { WeightArray } from './weight-array.ts';

/** Named tensors that are read one at a time: a weight file, or several under one index. */
export interface WeightSource {
  /** What messages call it. */
  readonly name: string;
  /** Type and shape of every tensor, by name. */
  readonly entries: ReadonlyMap<string, WeightEntry>;
  /** Reads one tensor as it is stored. */
  read(name: string): Promise<WeightArray>;
  /**
   * Reads the elements from `start` up to `end` of one tensor, row-major, so that a large one is never in memory whole.
   * Without it tensors are read whole. `room` may be used for its bytes, as by `read` of a `ByteSource`.
   */
  readPart?(name: string, start: number, end: number, room?: Uint8Array): Promise<WeightArray>;
  /** Lets go of what is held open; reading ends. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Options of {@link readTensor}. */
export interface ReadTensorOptions {
  /** Element type of the tensor; by default that of the file, int32 for whole numbers of other widths. */
  readonly dtype?: DType;
}

/** The entry of a name, or an error that shows some of the names that are there. */
export function entryOf<Entry extends WeightEntry>(
  source: { readonly name: string; readonly entries: ReadonlyMap<string, Entry> },
  name: string,
): Entry {
  checkKind('the entries of weights', Object(source).entries, 'a map');
  const entry = source.entries.get(name);
  if (entry !== undefined) return entry;
  const names = [...source.entries.keys()];
  const some = `${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}`;
  throw new WeightsError(`${source.name} has no tensor ${showValue(name)}; it has ${names.length}: ${some}`);
}

/**
 * Reads one tensor of a weight file onto the current backend.
 *
 * @throws {WeightsError} when there is none of that name.
 * @throws {DTypeError} when its type cannot be read, or not as the one asked for.
 * @throws {IndexError} when a 64-bit whole number does not fit into int32; `source.read` gives the BigInts.
 *
 * @example
 * ```ts
 * import { encodeSafetensors, openSafetensors, readTensor, tensor } from '@heed/core';
 * const bytes = await encodeSafetensors([['a', tensor([1, 2, 3])]], { dtype: 'bfloat16' });
 * const a = await readTensor(await openSafetensors(bytes), 'a', { dtype: 'float32' });
 * console.log(await a.data()); // Float32Array [1, 2, 3]
 * ```
 */
export async function readTensor(
  source: WeightSource,
  name: string,
  options: ReadTensorOptions = {},
): Promise<Tensor> {
  checkKind('readTensor: name', name, 'a text');
  checkOptions('readTensor', options, ['dtype']);
  const where = `${source.name}: tensor ${showValue(name)}`;
  const { type } = entryOf(source, name);
  const dtype = options.dtype ?? naturalDType(type);
  if (dtype === undefined) throw new DTypeError(`${where} is of type ${type}, which cannot be read`);
  const array = await source.read(name);
  const backend = currentBackend();
  const data = convertStored(array, dtype, where);
  return Tensor.fromBuffer(backend, backend.upload(data, { shape: array.shape, dtype }), array.shape, dtype);
}
