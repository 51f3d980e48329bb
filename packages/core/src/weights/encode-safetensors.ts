import type { DType } from '../dtype.ts';
import { DTypeError, FormatError, OptionError, ShapeError } from '../errors.ts';
import { checkOptions } from '../options.ts';
import { isPlainObject } from '../plain-object.ts';
import { showShape, sizeOf } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import { convertStored, isConvertible, storedTypeOf } from './convert.ts';
import { collect } from './join-bytes.ts';
import { maximumHeaderBytes } from './safetensors-header.ts';
import { rankOf, type StoredType, storedBytes } from './stored-type.ts';
import { showValue } from './strict-json.ts';
import { holdsType, isBlockType, type WeightArray, type WeightType } from './weight-array.ts';

/** Float types that weights can be written in. */
export type SavedFloat = 'float32' | 'float16' | 'bfloat16';

/** Options of {@link encodeSafetensors}. */
export interface EncodeOptions {
  /** Texts to store under `__metadata__`, in this order. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Writes all floats in this type, rounded to nearest, ties to even; other numbers stay as they are. */
  readonly dtype?: SavedFloat;
}

/** Names with what is stored under them. */
export type SafetensorsEntries = Iterable<readonly [name: string, value: Tensor | WeightArray]>;

/** One tensor of the file to be. */
interface Planned {
  readonly name: string;
  readonly value: Tensor | WeightArray;
  readonly type: StoredType;
  readonly bytes: number;
}

/**
 * Writes tensors as a safetensors file, byte for byte as Python's `safetensors` does: the widest types first, then by
 * name; the header padded to a multiple of eight.
 *
 * @throws {FormatError} for a name that stands twice or that JSON cannot hold.
 *
 * @example
 * ```ts
 * import { encodeSafetensors, tensor } from '@heed/core';
 * const model = new Map([['weight', tensor([[1, 2], [3, 4]])], ['bias', tensor([0, 1])]]);
 * const bytes = await encodeSafetensors(model, { metadata: { format: 'pt' }, dtype: 'float16' });
 * ```
 */
export function encodeSafetensors(
  entries: SafetensorsEntries,
  options: EncodeOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  return collect(safetensorsChunks(entries, options));
}

/**
 * The same in pieces, header first, then one tensor at a time, so that no more than one tensor is in memory twice.
 *
 * @example
 * ```ts
 * import { safetensorsChunks, tensor } from '@heed/core';
 * for await (const chunk of safetensorsChunks([['a', tensor([1, 2])]])) console.log(chunk.length); // 72, then 8
 * ```
 */
export async function* safetensorsChunks(
  entries: SafetensorsEntries,
  options: EncodeOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  yield* encodeChunks(entries, options);
}

/** The same, with a look at each tensor as it is about to be written. */
export async function* encodeChunks(
  entries: SafetensorsEntries,
  options: EncodeOptions,
  inspect?: (name: string, array: WeightArray) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  checkOptions('safetensors', options, ['metadata', 'dtype']);
  const planned = plan(entries, options.dtype);
  yield encodeHeader(planned, options.metadata);
  for (const one of planned) {
    const array = await encodeTensor(one, options.dtype);
    inspect?.(one.name, array);
    const { data } = array;
    if (data.length > 0) yield new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  }
}

function plan(entries: SafetensorsEntries, dtype: SavedFloat | undefined): Planned[] {
  if (!(Symbol.iterator in Object(entries))) {
    throw new OptionError(
      `safetensors: entries must be pairs of a name and a tensor, in a Map or a list, got ${showValue(entries)}`,
    );
  }
  const seen = new Set<string>();
  const planned: Planned[] = [];
  for (const entry of entries) {
    const [name, value] = checkedEntry(entry);
    checkName(name, seen);
    const own = value instanceof Tensor ? storedTypeOf(value.dtype) : value.type;
    const type = targetType(name, own, dtype);
    planned.push({ name, value, type, bytes: storedBytes(type, value.shape, `tensor ${showValue(name)}`) });
  }
  return planned.sort((a, b) => rankOf(b.type) - rankOf(a.type) || compareCodePoints(a.name, b.name));
}

/** An entry, which callers without types may have made of something else. */
function checkedEntry(entry: unknown): readonly [name: string, value: Tensor | WeightArray] {
  const [name, value]: readonly unknown[] = Array.isArray(entry) ? entry : [];
  if (typeof name === 'string' && (value instanceof Tensor || isWeightArray(value))) return [name, value];
  throw new OptionError(
    'safetensors: each entry must be a pair of a name and a tensor, or of a name and { type, shape, data }, ' +
      `got ${showValue(entry)}`,
  );
}

function isWeightArray(value: unknown): value is WeightArray {
  return (
    typeof value === 'object' && value !== null && 'type' in value && 'shape' in value && 'data' in value
  );
}

function checkName(name: string, seen: Set<string>): void {
  if (seen.has(name)) throw new FormatError(`safetensors: the name ${showValue(name)} stands twice`);
  if (name === '__metadata__' || !name.isWellFormed()) {
    throw new FormatError(`safetensors: a tensor cannot have the name ${showValue(name)}`);
  }
  seen.add(name);
}

const floatTypes: Readonly<Record<SavedFloat, StoredType>> = {
  float32: 'F32',
  float16: 'F16',
  bfloat16: 'BF16',
};

/** Blocks have no type in safetensors files: they are written as floats, of the type that was asked for. */
function targetType(name: string, type: WeightType, dtype: SavedFloat | undefined): StoredType {
  if (dtype === undefined) {
    if (!isBlockType(type)) return type;
    throw new DTypeError(
      `safetensors: tensor ${showValue(name)} is quantised (${type}), and safetensors files hold no blocks; ` +
        'choose a type of float by the option dtype, in which its numbers are written',
    );
  }
  if (!Object.hasOwn(floatTypes, dtype)) {
    throw new OptionError(
      `safetensors: dtype ${showValue(dtype)}; possible are ${Object.keys(floatTypes).join(', ')}`,
    );
  }
  if (isConvertible(type, dtype) || isBlockType(type)) return floatTypes[dtype];
  return type;
}

/** Names are ordered by their UTF-8 bytes, which is by code points; `<` compares UTF-16 units. */
function compareCodePoints(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let at = 0; at < left.length && at < right.length; at++) {
    const difference = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function encodeHeader(planned: readonly Planned[], metadata?: Readonly<Record<string, string>>): Uint8Array {
  const fields: string[] = [];
  if (metadata !== undefined) fields.push(`"__metadata__":${JSON.stringify(checkMetadata(metadata))}`);
  let at = 0;
  for (const { name, type, value, bytes } of planned) {
    const info = { dtype: type, shape: value.shape, data_offsets: [at, at + bytes] };
    fields.push(`${JSON.stringify(name)}:${JSON.stringify(info)}`);
    at += bytes;
  }
  const json = new TextEncoder().encode(`{${fields.join(',')}}`);
  if (json.length > maximumHeaderBytes - 8) {
    throw new FormatError(
      `safetensors: a header of ${json.length} bytes; the limit is ${maximumHeaderBytes}`,
    );
  }
  const padded = Math.ceil(json.length / 8) * 8;
  const header = new Uint8Array(8 + padded).fill(0x20, 8 + json.length);
  new DataView(header.buffer).setBigUint64(0, BigInt(padded), true);
  header.set(json, 8);
  return header;
}

function checkMetadata(metadata: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  if (!isPlainObject(metadata)) {
    throw new OptionError(`safetensors: metadata must be an object of texts, got ${showValue(metadata)}`);
  }
  for (const [key, text] of Object.entries(metadata)) {
    if (typeof text !== 'string' || !key.isWellFormed() || !text.isWellFormed()) {
      throw new FormatError(`safetensors: metadata ${showValue(key)} is ${showValue(text)}, not a text`);
    }
  }
  return metadata;
}

async function encodeTensor(
  { name, value, type }: Planned,
  dtype: SavedFloat | undefined,
): Promise<WeightArray> {
  const where = `tensor ${showValue(name)}`;
  const array: WeightArray =
    value instanceof Tensor
      ? { type: storedTypeOf(value.dtype), shape: value.shape, data: await value.data() }
      : value;
  if (!holdsType(array.data, array.type, where)) {
    throw new DTypeError(
      `safetensors: ${where} of type ${array.type} is given in a ${array.data.constructor.name}`,
    );
  }
  if (!isBlockType(array.type) && array.data.length !== sizeOf(array.shape)) {
    throw new ShapeError(
      `safetensors: ${where}: ${array.data.length} numbers do not fill the shape ${showShape(array.shape)}`,
    );
  }
  const target: DType | undefined = type === array.type ? undefined : dtype;
  return { ...array, type, data: target === undefined ? array.data : convertStored(array, target, where) };
}
