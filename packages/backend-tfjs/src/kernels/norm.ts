import { sizeOf } from '@heed/core';
import type { Operations } from '../engine/operations.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';
import { longSum } from '../faults/long-sums.ts';
import { type KernelTable, numberOf, type Tools } from './table.ts';

/** The mean of each row, as a column. */
function mean(ops: Operations, x: EngineTensor): EngineTensor {
  const { engine } = ops;
  if (engine.native !== undefined) {
    const inputs = [x, engine.constant(x.shape.length - 1, 'int32')];
    return engine.native({
      name: 'Mean',
      inputs,
      types: { T: x.dtype, Tidx: 'int32' },
      flags: { keep_dims: true },
    });
  }
  return ops.multiply(ops.sum(x, [x.shape.length - 1], true), 1 / (x.shape.at(-1) ?? 1));
}

/** (x − mean) / deviation of each row, and 1 / deviation. */
function standardized(
  ops: Operations,
  x: EngineTensor,
  epsilon: number,
): readonly [EngineTensor, EngineTensor] {
  // Twice, since a mean rounded to float32 is too coarse for a row of nearly equal numbers.
  const rough = ops.subtract(x, mean(ops, x));
  const centered = ops.subtract(rough, mean(ops, rough));
  const scale = ops.rsqrt(ops.add(mean(ops, ops.square(centered)), epsilon));
  return [ops.multiply(centered, scale), scale];
}

/** The sum over all rows, a number for each column. */
function sumOfRows(ops: Operations, x: EngineTensor): EngineTensor {
  const width = x.shape.at(-1) ?? 0;
  const rows = ops.reshape(x, [sizeOf(x.shape) / width, width]);
  return ops.reshape(longSum(ops, rows, [0]), [width]);
}

/** Layer and RMS normalisation of rows, forward and backward. */
export function normKernels({ ops }: Tools): KernelTable {
  return {
    layerNorm: ({ inputs: [x, weight, bias], attributes }) => {
      if (x === undefined || x.shape.includes(0)) return undefined;
      const [normalized] = standardized(ops, x, numberOf(attributes, 'epsilon'));
      return weight && bias ? ops.add(ops.multiply(normalized, weight), bias) : normalized;
    },
    layerNormGradient: ({ inputs: [x, weight, gradient], attributes }) => {
      if (!x || !weight || !gradient || x.shape.includes(0)) return undefined;
      const [normalized, scale] = standardized(ops, x, numberOf(attributes, 'epsilon'));
      const g = ops.multiply(gradient, weight);
      const along = ops.multiply(normalized, mean(ops, ops.multiply(g, normalized)));
      const inner = ops.subtract(ops.subtract(g, mean(ops, g)), along);
      return [
        ops.multiply(inner, scale),
        sumOfRows(ops, ops.multiply(gradient, normalized)),
        sumOfRows(ops, gradient),
      ];
    },
    rmsNorm: ({ inputs: [x, weight], attributes }) => {
      if (x === undefined || weight === undefined || x.shape.includes(0)) return undefined;
      const scale = ops.rsqrt(ops.add(mean(ops, ops.square(x)), numberOf(attributes, 'epsilon')));
      return ops.multiply(ops.multiply(x, scale), weight);
    },
    rmsNormGradient: ({ inputs: [x, weight, gradient], attributes }) => {
      if (!x || !weight || !gradient || x.shape.includes(0)) return undefined;
      const scale = ops.rsqrt(ops.add(mean(ops, ops.square(x)), numberOf(attributes, 'epsilon')));
      const normalized = ops.multiply(x, scale);
      const g = ops.multiply(gradient, weight);
      const along = ops.multiply(normalized, mean(ops, ops.multiply(g, normalized)));
      return [
        ops.multiply(ops.subtract(g, along), scale),
        sumOfRows(ops, ops.multiply(gradient, normalized)),
      ];
    },
  };
}
