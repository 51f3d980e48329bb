import type { Operations } from '../engine/operations.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';

/** Bits of the mantissa, exponent of the smallest normal number, largest number. */
const formats = {
  float16: { mantissaBits: 10, minimumExponent: -14, largest: 65_504 },
  bfloat16: { mantissaBits: 7, minimumExponent: -126, largest: 3.3895313892515355e38 },
} as const;

/**
 * Rounds float32 numbers to those that a half type holds, to nearest and ties to even, by arithmetic alone: in units of
 * the last place that is kept, which is a power of two, rounding to a whole number is all that is needed.
 */
export function roundToHalf(ops: Operations, x: EngineTensor, dtype: 'float16' | 'bfloat16'): EngineTensor {
  const { mantissaBits, minimumExponent, largest } = formats[dtype];
  const exponents = 254;
  const powers = ops.engine.make(
    Float32Array.from({ length: exponents }, (_, index) => 2 ** (index - 126)),
    [exponents],
    'float32',
  );
  const size = ops.abs(x);
  const usual = ops.and(
    ops.greaterEqual(size, 2 ** minimumExponent),
    ops.lessEqual(size, 3.4028234663852886e38),
  );
  const normal = ops.select(usual, size, 2 ** minimumExponent, x.shape);
  // The logarithm may be off by a little beside a power of two, so the power is put right by comparing.
  const guess = ops.engine.run('Floor', { x: ops.multiply(ops.log(normal), Math.LOG2E) });
  const inTable = ops.minimum(ops.maximum(guess, -126), 127);
  const flat = ops.reshape(ops.cast(ops.add(inTable, 126), 'int32'), [size.shape.reduce((a, b) => a * b, 1)]);
  const power = ops.reshape(ops.gather(powers, flat, 0), x.shape);
  const above = ops.greater(power, normal);
  const lowered = ops.select(above, ops.multiply(power, 0.5), power, x.shape);
  const below = ops.greaterEqual(ops.multiply(normal, 0.5), lowered);
  const unit = ops.select(below, ops.multiply(lowered, 2), lowered, x.shape);
  const steps = 2 ** mantissaBits;
  const rounded = ops.multiply(ops.divide(ops.round(ops.multiply(ops.divide(x, unit), steps)), steps), unit);
  const tooLarge = ops.greater(ops.abs(rounded), largest);
  const infinite = ops.multiply(rounded, Number.POSITIVE_INFINITY);
  const isPlain = ops.lessEqual(size, 3.4028234663852886e38);
  return ops.select(isPlain, ops.select(tooLarge, infinite, rounded, x.shape), x, x.shape);
}
