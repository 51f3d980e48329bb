/**
 * `_FusedMatMul` of the wasm engine of TensorFlow.js 4.22 adds the bias along the rows instead of the columns when the
 * second operand is transposed. The product and the sum apart are right, and cost as much on most engines.
 */
import type { Operations } from '../engine/operations.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';

/** a · bᵀ + bias, all of three axes but the bias. */
export function shiftedProduct(
  ops: Operations,
  a: EngineTensor,
  b: EngineTensor,
  bias: EngineTensor,
): EngineTensor {
  if (ops.engine.name === 'wasm') return ops.add(ops.matmul(a, b, false, true), bias);
  return ops.engine.run(
    '_FusedMatMul',
    { a, b, bias },
    { transposeA: false, transposeB: true, activation: 'linear' },
  );
}
