import type { DType, TypedArray } from '../dtype.ts';
import { ValueError, WeightsError } from '../errors.ts';
import { fromBfloat16, fromFloat16 } from '../half.ts';
import { type Shape, sizeOf } from '../shape.ts';
import { convertStored, firstNonFinite, storedTypeOf } from './convert.ts';
import { showValue } from './strict-json.ts';
import type { WeightArray } from './weight-array.ts';
import type { WeightSource } from './weight-source.ts';

/** A part of a tensor: its elements from `start` up to `end`, in the type of the parameter. */
export interface WeightPart {
  readonly data: TypedArray;
  readonly start: number;
  readonly end: number;
}

/** Memory for bytes and numbers on their way, used anew for each part: what a part gives is good until the next. */
export class Rooms {
  bytes: Uint8Array = new Uint8Array();
  numbers: Float32Array = new Float32Array();

  /** Grows to hold a part of so many numbers. */
  fit(count: number): this {
    if (this.numbers.length < count) {
      this.numbers = new Float32Array(count);
      this.bytes = new Uint8Array(4 * count);
    }
    return this;
  }
}

/** What is refused in the numbers. */
export interface ReadPartsOptions {
  readonly allowNonFinite?: boolean;
  readonly signal?: AbortSignal;
}

/** Numbers in one part: two megabytes of float32. */
const partSize = 2 ** 19;
/** Parts of a matrix are so many rows, or a multiple: backends may keep rows in groups. */
const rowGroup = 4;

/** The ranges in which a tensor is read: whole rows, some of them at a time. */
function* rangesOf(shape: Shape): Generator<readonly [start: number, end: number]> {
  const size = sizeOf(shape);
  const unit = shape.length > 1 ? rowGroup * (shape.at(-1) ?? 1) : 1;
  const step = Math.max(1, Math.floor(partSize / Math.max(unit, 1))) * unit;
  for (let start = 0; start < size; start += step) yield [start, Math.min(start + step, size)];
}

/**
 * Reads the numbers of a parameter in parts. Where several tensors of the file hold it they must be equal.
 *
 * @param rooms A part that is given lies in them, and is to be used before the next is asked for.
 * @throws {ValueError} that names a number that is NaN or infinite.
 * @throws {WeightsError} for two tensors that differ.
 */
export async function* readParts(
  source: WeightSource,
  [first, ...others]: readonly [string, ...string[]],
  shape: Shape,
  dtype: DType,
  rooms: Rooms,
  { allowNonFinite = false, signal }: ReadPartsOptions,
): AsyncGenerator<WeightPart, void, undefined> {
  const read = partReader(source, dtype, allowNonFinite);
  const differences = new Map<string, number>();
  for (const [start, end] of rangesOf(shape)) {
    signal?.throwIfAborted();
    const data = await read(first, start, end, rooms.fit(end - start));
    for (const other of others) {
      const difference = largestDifference(data, await read(other, start, end), dtype);
      differences.set(other, Math.max(difference, differences.get(other) ?? 0));
    }
    yield { data, start, end };
  }
  for (const [other, largest] of differences) {
    if (largest === 0) continue;
    throw new WeightsError(
      `${source.name}: ${first} and ${other} are one parameter in the model, but differ by up to ${largest}`,
    );
  }
}

/** Reads parts; of a source that gives whole tensors only, the one read last is kept for its next part. */
function partReader(
  source: WeightSource,
  dtype: DType,
  allowNonFinite: boolean,
): (name: string, start: number, end: number, rooms?: Rooms) => Promise<TypedArray> {
  const whole = new Map<string, Promise<WeightArray>>();
  const stored = async (
    name: string,
    start: number,
    end: number,
    room?: Uint8Array,
  ): Promise<WeightArray> => {
    if (source.readPart !== undefined) return source.readPart(name, start, end, room);
    const reading = whole.get(name) ?? source.read(name);
    whole.set(name, reading);
    const array = await reading;
    const perElement = array.data.length / Math.max(1, sizeOf(array.shape));
    return { ...array, data: array.data.subarray(start * perElement, end * perElement) };
  };
  return async (name, start, end, rooms) => {
    const where = `${source.name}: tensor ${showValue(name)}`;
    const data = convertStored(await stored(name, start, end, rooms?.bytes), dtype, where, rooms?.numbers);
    const at = allowNonFinite ? -1 : firstNonFinite({ type: storedTypeOf(dtype), shape: [], data });
    if (at < 0) return data;
    throw new ValueError(`${where} has the value ${valueAt(data, at, dtype)} at place ${start + at}`);
  };
}

/** The largest difference of two arrays; ∞ where one of two numbers is NaN. */
function largestDifference(a: TypedArray, b: TypedArray, dtype: DType): number {
  let largest = 0;
  for (let at = 0; at < a.length; at++) {
    const left = valueAt(a, at, dtype);
    const right = valueAt(b, at, dtype);
    if (Object.is(left, right) || left === right) continue;
    // A NaN beside a number differs by more than any number says.
    const difference = Math.abs(left - right);
    largest = Math.max(largest, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference);
  }
  return largest;
}

function valueAt(data: TypedArray, at: number, dtype: DType): number {
  const value = data[at] ?? Number.NaN;
  return dtype === 'float16' ? fromFloat16(value) : dtype === 'bfloat16' ? fromBfloat16(value) : value;
}
