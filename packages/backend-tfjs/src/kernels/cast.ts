import type { DType } from '@heed/core';
import type { Operations } from '../engine/operations.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';
import { storageOf } from '../storage.ts';
import { roundToHalf } from './halves.ts';
import type { KernelTable, Tools } from './table.ts';

/** The largest float32 below 2^31. */
const largestBelow = 2_147_483_520;

/** Fractions cut off, numbers beyond int32 held at its ends, NaN as 0, on every engine. */
function toInteger(ops: Operations, x: EngineTensor): EngineTensor {
  if (x.dtype !== 'float32') return ops.cast(x, 'int32');
  const held = ops.minimum(ops.maximum(x, -(2 ** 31)), largestBelow);
  const whole = ops.cast(ops.select(ops.isNan(x), 0, held, x.shape), 'int32');
  return ops.select(ops.greaterEqual(x, 2 ** 31), 2_147_483_647, whole, x.shape);
}

function held(ops: Operations, x: EngineTensor): EngineTensor {
  return ops.minimum(ops.maximum(toInteger(ops, x), 0), 255);
}

function convert(ops: Operations, x: EngineTensor, dtype: DType): EngineTensor {
  switch (dtype) {
    case 'bool':
      return ops.notEqual(x, 0);
    case 'int32':
      return toInteger(ops, x);
    case 'uint8':
      return held(ops, x);
    case 'float16':
    case 'bfloat16':
      return roundToHalf(ops, ops.cast(x, 'float32'), dtype);
    default:
      return ops.cast(x, storageOf(dtype).type);
  }
}

/** Conversion between types. */
export function castKernels({ ops }: Tools): KernelTable {
  return {
    cast: ({ inputs: [x], outputs: [y] }) => {
      if (x === undefined || y === undefined) return undefined;
      const result = convert(ops, x, y.dtype);
      return result === x ? ops.engine.run('Identity', { x }) : result;
    },
  };
}
