import { type DType, isQuantized, type QuantizedDType, type TypedArray } from '@heed/core';
import { arrayLength, rowsOf, type TensorSpec } from '@heed/core/backend';
import type { Block } from './block.ts';
import type { Engine } from './engine.ts';

// Between typed arrays of the host and buffers. Most elements are copied as they are; weights in blocks have an order of
// their own in memory (assembly/quantized/formats.ts), to which and from which the module moves them.

/** The types of blocks as assembly/quantized/formats.ts numbers them. */
const quantizedTypes: Readonly<Record<QuantizedDType, number>> = {
  q8_0: 0,
  q4_0: 1,
  q4_1: 2,
  q5_0: 3,
  q5_1: 4,
  q4_k: 5,
  q5_k: 6,
  q6_k: 7,
};

/** The number of a type of blocks; undefined for other types. */
export function quantizedType(dtype: DType): number | undefined {
  return isQuantized(dtype) ? quantizedTypes[dtype] : undefined;
}

/** A matrix in blocks: rows of `columns` numbers. */
export interface QuantizedMatrix {
  readonly type: number;
  readonly rows: number;
  readonly columns: number;
}

/** A tensor in blocks as a matrix; undefined for other types. */
export function asQuantized({ shape, dtype }: TensorSpec): QuantizedMatrix | undefined {
  const type = quantizedType(dtype);
  return type === undefined ? undefined : { type, rows: rowsOf(shape), columns: shape.at(-1) ?? 0 };
}

/** Bytes of a file's blocks that pass through the workspace at once. */
const stagedBytes = 2 ** 20;

/** Moves rows from `first` on between `data`, as a file has them, and a buffer. */
function moveRows(
  engine: Engine,
  buffer: Block,
  { type, columns }: QuantizedMatrix,
  data: TypedArray,
  rowBytes: number,
  first: number,
  back: boolean,
): void {
  if (!back) engine.rewrite(buffer);
  const count = rowBytes === 0 ? 0 : data.length / rowBytes;
  const step = Math.max(8, Math.floor(stagedBytes / rowBytes / 8) * 8);
  for (let row = 0; row < count; row += step) {
    const few = Math.min(step, count - row);
    const staged = engine.workspace(few * rowBytes);
    const place = data.subarray(row * rowBytes, (row + few) * rowBytes);
    if (!back) engine.bytes().set(place, staged);
    engine.exports.moveQuantizedRows(type, staged, buffer.address, columns, first + row, few, Number(back));
    if (back) place.set(engine.bytes().subarray(staged, staged + few * rowBytes));
  }
}

/** Writes elements from `start` on; of a tensor in blocks, whole rows. */
export function writeElements(
  engine: Engine,
  buffer: Block,
  spec: TensorSpec,
  data: TypedArray,
  start = 0,
): void {
  const matrix = asQuantized(spec);
  if (matrix === undefined) engine.place(buffer, spec).set(data, start);
  else {
    const rowBytes = arrayLength([matrix.columns], spec.dtype);
    moveRows(engine, buffer, matrix, data, rowBytes, start / Math.max(1, matrix.columns), false);
  }
}

/** Copies all elements out. */
export function readElements(engine: Engine, buffer: Block, spec: TensorSpec): TypedArray {
  const matrix = asQuantized(spec);
  if (matrix === undefined) return engine.view(buffer, spec).slice();
  engine.losses.check([{ buffer }]);
  const data = new Uint8Array(arrayLength(spec.shape, spec.dtype));
  moveRows(engine, buffer, matrix, data, arrayLength([matrix.columns], spec.dtype), 0, true);
  return data;
}
