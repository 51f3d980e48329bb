import { currentBackend } from '../backend/current.ts';
import {
  allocate,
  arrayLength,
  checkBlocks,
  checkDType,
  type DType,
  isQuantized,
  type TypedArray,
} from '../dtype.ts';
import { encodeElement } from '../encode-element.ts';
import { DTypeError, IndexError, ShapeError } from '../errors.ts';
import { checkOptions } from '../options.ts';
import { checkShape, type Shape, showShape } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import { showValue } from '../weights/strict-json.ts';

/** Numbers or booleans, nested to any depth. */
export type NestedNumbers = number | boolean | readonly NestedNumbers[];

/** Options of {@link tensor}. */
export interface TensorOptions {
  /** Shape; that of the nesting by default, flat for a typed array. */
  readonly shape?: Shape;
  /** Element type; bool for booleans, the array's own for a typed array, else float32. */
  readonly dtype?: DType;
}

function nestingShape(values: NestedNumbers): number[] {
  if (!isList(values)) return [];
  const [first] = values;
  return first === undefined ? [0] : [values.length, ...nestingShape(first)];
}

function isList(values: NestedNumbers): values is readonly NestedNumbers[] {
  return Array.isArray(values);
}

function flatten(values: NestedNumbers, shape: Shape, out: number[]): void {
  const [length, ...rest] = shape;
  if (isList(values) !== (length !== undefined) || (isList(values) && values.length !== length)) {
    throw new ShapeError(
      `tensor: the nested arrays are not all of one shape, expected ${showShape(shape)} here`,
    );
  }
  if (isList(values)) for (const value of values) flatten(value, rest, out);
  else if (typeof values === 'number' || typeof values === 'boolean') out.push(Number(values));
  else refuse(values);
}

function refuse(value: unknown): never {
  const joins = value instanceof Tensor || ArrayBuffer.isView(value);
  throw new DTypeError(
    `tensor: takes numbers and booleans, nested to any depth, got ${showValue(value)}` +
      (joins ? ': stack() joins tensors, one of each' : ''),
  );
}

function containsBoolean(values: NestedNumbers): boolean {
  return isList(values) ? values.length > 0 && containsBoolean(values[0] ?? 0) : typeof values === 'boolean';
}

function dtypeOf(values: TypedArray): DType {
  if (values instanceof Float32Array) return 'float32';
  if (values instanceof Float64Array) return 'float64';
  if (values instanceof Int32Array) return 'int32';
  return values instanceof Uint16Array ? 'float16' : 'uint8';
}

/** 64-bit whole numbers as 32-bit ones, where they fit. */
function narrow(values: BigInt64Array): Int32Array {
  return Int32Array.from(values, (value, place) => {
    const number = Number(value);
    if (number !== (number | 0)) {
      throw new IndexError(`tensor: ${value} at place ${place} does not fit into int32`);
    }
    return number;
  });
}

/** Copies numbers into an array of a type; types of whole numbers refuse others. */
function convert(values: ArrayLike<number>, dtype: DType): TypedArray {
  if (isQuantized(dtype))
    throw new DTypeError(`tensor: to ${dtype} leads quantize(); its blocks are a Uint8Array`);
  const data = allocate(dtype, values.length);
  for (let place = 0; place < values.length; place++) {
    const value = values[place] ?? 0;
    const element = encodeElement(value, dtype);
    if (element === undefined) {
      throw new IndexError(
        `tensor: ${value} at place ${place} is not a whole number that fits into ${dtype}`,
      );
    }
    data[place] = element;
  }
  return data;
}

/** True when the array's elements are those of the type as they stand. */
function holds(values: TypedArray, dtype: DType): boolean {
  return dtype !== 'bool' && allocate(dtype, 0).constructor === values.constructor;
}

/**
 * A tensor of given numbers on the current backend: a number, nested arrays, or a typed array with a shape. The
 * elements of a `Uint16Array` are the bits of a half type, and a `Uint8Array` may hold the blocks of a quantised weight,
 * as `data()` returns them.
 *
 * @throws {ShapeError} for ragged arrays, or a shape that does not fit.
 * @throws {IndexError} for elements of int32 or uint8 that are not whole numbers in range.
 * @throws {DTypeError} for what is neither a number nor a boolean, such as typed arrays and tensors in an array: `stack` joins
 * tensors.
 *
 * @example
 * ```ts
 * import { tensor } from '@heed/core';
 * const matrix = tensor([[1, 2], [3, 4]]);
 * const ids = tensor([7, 8], { dtype: 'int32' });
 * const cube = tensor(new Float32Array(8), { shape: [2, 2, 2] });
 * ```
 */
export function tensor(
  values: NestedNumbers | TypedArray | BigInt64Array,
  options: TensorOptions = {},
): Tensor {
  checkOptions('tensor', options, ['shape', 'dtype']);
  if (typeof values === 'object' && ArrayBuffer.isView(values)) {
    const array = values instanceof BigInt64Array ? narrow(values) : values;
    const { dtype = dtypeOf(array), shape = [array.length] } = options;
    checkDType('tensor', dtype);
    return upload(holds(array, dtype) ? array : convert(array, dtype), shape, dtype);
  }
  const own = nestingShape(values);
  const flat: number[] = [];
  flatten(values, own, flat);
  const { dtype = containsBoolean(values) ? 'bool' : 'float32', shape = own } = options;
  checkDType('tensor', dtype);
  return upload(convert(flat, dtype), shape, dtype);
}

function upload(data: TypedArray, shape: Shape, dtype: DType): Tensor {
  checkShape('tensor', shape);
  checkBlocks('tensor', shape, dtype);
  if (arrayLength(shape, dtype) !== data.length) {
    throw new ShapeError(`tensor: ${data.length} numbers do not fill the shape ${showShape(shape)}`);
  }
  const backend = currentBackend();
  return Tensor.fromBuffer(backend, backend.upload(data, { shape, dtype }), shape, dtype);
}
