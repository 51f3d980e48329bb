/**
 * Infinities and NaN in the shaders of TensorFlow.js' webgl engine, 4.22: a quotient of equal numbers is 1 even when they
 * are 0 or infinite; `Min` knows nothing above 1e20; `Relu` makes NaN of −∞; `Softplus` and `Pow` lose NaN, and on webgpu
 * `Sigmoid`, which is treated alike.
 */
import type { Operations } from '../engine/operations.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';

function onShaders({ engine }: Operations): boolean {
  return engine.name === 'webgl' || engine.name === 'webgpu';
}

/** a / b: NaN for 0 / 0 and ∞ / ∞. */
export function quotient(
  ops: Operations,
  a: EngineTensor,
  b: EngineTensor,
  shape: readonly number[],
): EngineTensor {
  const result = ops.divide(a, b);
  if (!onShaders(ops)) return result;
  const product = ops.multiply(a, ops.engine.run('Reciprocal', { x: b }));
  return ops.select(ops.isNan(product), product, result, shape);
}

/** The smallest along axes, which stay with size 1. */
export function smallest(ops: Operations, x: EngineTensor, axes: readonly number[]): EngineTensor {
  if (onShaders(ops)) return ops.negate(ops.max(ops.negate(x), axes, true));
  return ops.engine.run('Min', { x }, { axis: [...axes], keepDims: true });
}

/** max(x, 0). */
export function rectified(ops: Operations, x: EngineTensor): EngineTensor {
  return onShaders(ops) ? ops.maximum(x, 0) : ops.engine.run('Relu', { x });
}

/** x to a power: that of −∞ is that of ∞ where the exponent is no whole number (IEEE 754), and NaN elsewhere below 0. */
export function powered(ops: Operations, x: EngineTensor, exponent: number): EngineTensor {
  const { POSITIVE_INFINITY: infinity } = Number;
  const result = keepingNan(ops, x, ops.power(x, ops.engine.scalar(exponent)));
  if (!onShaders(ops) || Number.isInteger(exponent)) return result;
  return ops.select(ops.equal(x, -infinity), exponent > 0 ? infinity : 0, result, x.shape);
}

/** A function of x that must be NaN where x is. */
export function keepingNan(ops: Operations, x: EngineTensor, result: EngineTensor): EngineTensor {
  return onShaders(ops) ? ops.select(ops.isNan(x), x, result, x.shape) : result;
}

/**
 * A number so small that its exponential is 0 beside any other, for softmax to mask with: the smallest float32, but on
 * webgpu, whose largest number of a row starts from −1e20 or so, one above that.
 */
export function masked({ engine }: Operations): number {
  return engine.name === 'webgpu' ? -1e19 : -3.4028234663852886e38;
}
