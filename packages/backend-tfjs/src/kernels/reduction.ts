import { sizeOf } from '@heed/core';
import type { Operations } from '../engine/operations.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';
import { longSum } from '../faults/long-sums.ts';
import { smallest } from '../faults/shader-infinities.ts';
import { type KernelTable, numberOf, numbersOf, type Tools } from './table.ts';

/** Sums, extremes and running sums. */
export function reductionKernels({ ops }: Tools): KernelTable {
  return {
    sum: ({ inputs: [x], attributes, outputs: [y] }) => {
      if (x === undefined || y === undefined) return undefined;
      const axes = numbersOf(attributes, 'axes');
      if (axes.some((axis) => x.shape[axis] === 0)) return ops.engine.fill(y.shape, 0, 'float32');
      if (axes.length === 0) return ops.engine.run('Identity', { x });
      return longSum(ops, x, axes);
    },
    max: ({ inputs: [x], attributes }) => x && ops.max(x, numbersOf(attributes, 'axes'), true),
    min: ({ inputs: [x], attributes }) => x && smallest(ops, x, numbersOf(attributes, 'axes')),
    cumsum: ({ inputs: [x], attributes }) =>
      x &&
      ops.engine.run(
        'Cumsum',
        { x },
        { axis: numberOf(attributes, 'axis'), exclusive: false, reverse: attributes['reverse'] === true },
      ),
    sumOfSquares: ({ inputs }) =>
      ops.concat(
        inputs.map((x) => sumOfSquares(ops, x)),
        0,
      ),
  };
}

/** [1, 2]: the largest size m, and Σ (x/m)². NaN for m, and a tensor of zeros, give a sum of 0. */
function sumOfSquares(ops: Operations, x: EngineTensor): EngineTensor {
  const size = sizeOf(x.shape);
  if (size === 0) return ops.engine.fill([1, 2], 0, 'float32');
  const flat = ops.reshape(x, [1, size]);
  const largest = ops.max(ops.abs(flat), [1], true);
  const some = ops.greater(largest, 0);
  const divisor = ops.select(some, largest, 1, [1, 1]);
  const sum = longSum(ops, ops.square(ops.divide(flat, divisor)), [1]);
  return ops.concat([largest, ops.select(some, sum, 0, [1, 1])], 1);
}
