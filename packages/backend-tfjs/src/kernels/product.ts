import { type Shape, sameShape, sizeOf } from '@heed/core';
import type { Operations } from '../engine/operations.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';
import { shiftedProduct } from '../faults/fused-bias.ts';
import type { KernelTable, Tools } from './table.ts';

/** The operand with leading axes that engines take beside those of the other: all of them, or none. */
function withBatch(ops: Operations, x: EngineTensor, batch: Shape): EngineTensor {
  const own = x.shape.slice(0, -2);
  const matrix = x.shape.slice(-2);
  if (sameShape(own, batch)) return x;
  if (sizeOf(own) === 1) return ops.reshape(x, [...batch.map(() => 1), ...matrix]);
  return ops.broadcastTo(x, [...batch, ...matrix]);
}

/** Matrix products. */
export function productKernels({ ops }: Tools): KernelTable {
  return {
    matmul: ({ inputs: [a, b], attributes, outputs: [y] }) => {
      if (a === undefined || b === undefined || y === undefined) return undefined;
      if (a.shape.includes(0) || b.shape.includes(0)) return ops.engine.fill(y.shape, 0, 'float32');
      const batch = y.shape.slice(0, -2);
      const [left, right] = [withBatch(ops, a, batch), withBatch(ops, b, batch)];
      return ops.matmul(left, right, attributes['transposeA'] === true, attributes['transposeB'] === true);
    },
    linear: ({ inputs: [x, weight, bias], outputs: [y] }) => {
      if (x === undefined || weight === undefined || y === undefined) return undefined;
      const width = x.shape.at(-1) ?? 0;
      const rows = sizeOf(x.shape.slice(0, -1));
      if (width === 0) return undefined;
      const a = ops.reshape(x, [rows, width]);
      const product =
        bias === undefined ? ops.matmul(a, weight, false, true) : shiftedProduct(ops, a, weight, bias);
      return ops.reshape(product, y.shape);
    },
  };
}
