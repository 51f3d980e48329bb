/**
 * `Sum` of the wasm engine of TensorFlow.js 4.22 adds up in float32 one by one: a million times 0.1 gives 100,959.
 * In short rows, whose sums are added up in the same way, rounding errors stay small.
 */
import { sizeOf } from '@heed/core';
import type { Operations } from '../engine/operations.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';

/** Up to here one by one is as good. */
const short = 256;

/** Numbers in a row. */
const length = 64;

/** Sums along axes, which stay with size 1. */
export function longSum(ops: Operations, x: EngineTensor, axes: readonly number[]): EngineTensor {
  const count = sizeOf(axes.map((axis) => x.shape[axis] ?? 1));
  if (ops.engine.name !== 'wasm' || count <= short) return ops.sum(x, axes, true);
  const others = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const kept = others.map((axis) => x.shape[axis] ?? 1);
  const moved = isLast(axes, x.shape.length) ? x : ops.transpose(x, [...others, ...axes]);
  const rows = Math.ceil(count / length);
  const outer = sizeOf(kept);
  const flat = ops.reshape(moved, [outer, count]);
  const filled = ops.pad(
    flat,
    [
      [0, 0],
      [0, rows * length - count],
    ],
    0,
  );
  const partial = ops.sum(ops.reshape(filled, [outer, rows, length]), [2], false);
  const shape = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
  return ops.reshape(longSum(ops, partial, [1]), shape);
}

function isLast(axes: readonly number[], rank: number): boolean {
  return axes.every((axis, index) => axis === rank - axes.length + index);
}
