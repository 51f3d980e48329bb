/**
 * NaN in comparisons. IEEE 754-2019, NumPy, PyTorch and Heed's reference let NaN win: the largest of numbers with NaN
 * among them is NaN, and its place is that of the first one.
 *
 * TensorFlow.js 4.22: `Maximum` and `Minimum` of the wasm engine lose a NaN in the second operand; `ArgMax` passes NaN
 * over on every engine, and `TopK` orders NaN anyhow.
 */
import { BackendError, sizeOf } from '@heed/core';
import type { Operations } from '../engine/operations.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';

/** The larger or smaller of two, NaN where one is NaN. */
export function propagatingExtremum(
  ops: Operations,
  which: 'maximum' | 'minimum',
  [a, b]: readonly [EngineTensor, EngineTensor],
  shape: readonly number[],
): EngineTensor {
  const result = ops[which](a, b);
  if (ops.engine.name !== 'wasm' || a.dtype !== 'float32') return result;
  return ops.select(ops.isNan(b), Number.NaN, result, shape);
}

/** The place of the largest along an axis, or of the first NaN. */
export function placeOfLargest(ops: Operations, x: EngineTensor, axis: number): EngineTensor {
  if (x.dtype === 'bool') return ops.argmax(ops.cast(x, 'int32'), axis);
  if (x.dtype !== 'float32') return ops.argmax(x, axis);
  const faulty = ops.cast(ops.isNan(x), 'float32');
  const place = ops.argmax(x, axis);
  return ops.select(
    ops.greater(ops.max(faulty, [axis], false), 0),
    ops.argmax(faulty, axis),
    place,
    place.shape,
  );
}

/** The largest float32, and the one below it. */
const largest = 3.4028234663852886e38;
const belowLargest = 3.4028232635611926e38;

/**
 * The k largest of each row and their places, NaN first; of equal ones the first comes first.
 *
 * They are ordered by finite keys: the largest float32 for NaN, the one below for ∞, and the smallest for −∞, which
 * tells all apart but for those three numbers themselves.
 */
export function sortedLargest(ops: Operations, x: EngineTensor, k: number): readonly EngineTensor[] {
  const width = x.shape.at(-1) ?? 1;
  const count = sizeOf(x.shape) / width;
  const rows = ops.reshape(x, [count, width]);
  const finite = ops.maximum(ops.minimum(rows, belowLargest), -largest);
  const keys = ops.select(ops.isNan(rows), largest, finite, rows.shape);
  const [, places] = ops.engine.runMany('TopK', { x: keys }, { k, sorted: true });
  if (places === undefined) throw new BackendError(`tfjs: TopK gave no places on ${ops.engine.name}`);
  const starts = ops.engine.make(
    Int32Array.from({ length: count }, (_, row) => row * width),
    [count, 1],
    'int32',
  );
  const indices = ops.reshape(ops.add(places, starts), [count * k, 1]);
  const values = ops.engine.run('GatherNd', { params: ops.reshape(x, [count * width]), indices });
  const shape = [...x.shape.slice(0, -1), k];
  return [ops.reshape(values, shape), ops.reshape(places, shape)];
}
