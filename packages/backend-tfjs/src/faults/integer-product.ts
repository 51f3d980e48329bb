/**
 * Products of int32 on the cpu engine of TensorFlow.js 4.22 are computed in float64 and lose their low bits beyond
 * 2⁵³, where they should wrap around. Split into upper and lower halves, each part is exact.
 */
import type { Operations } from '../engine/operations.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';

const half = 65_536;

/** a · b; of int32 modulo 2³². */
export function wrappingProduct(ops: Operations, a: EngineTensor, b: EngineTensor): EngineTensor {
  if (ops.engine.name !== 'cpu' || a.dtype !== 'int32') return ops.multiply(a, b);
  const upper = ops.engine.run('FloorDiv', { a, b: ops.engine.constant(half, 'int32') });
  const lower = ops.subtract(a, ops.multiply(upper, half));
  return ops.add(ops.multiply(lower, b), ops.multiply(ops.multiply(upper, b), half));
}
