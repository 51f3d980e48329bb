import {
  abs,
  add,
  cast,
  divide,
  less,
  max,
  maximum,
  min,
  multiply,
  subtract,
  type Tensor,
  where,
} from '@heed/core';

/** Numbers in eight bits: `minimum + scale · packed`. */
export interface Quantized {
  /** uint8 */
  readonly packed: Tensor;
  /** Step between neighbouring codes; the shape of `packed` with 1 at the axis that shares it. */
  readonly scale: Tensor;
  /** What the code 0 stands for; the same shape. */
  readonly minimum: Tensor;
}

const steps = 255;
const smallestStep = 2 ** -126;

/**
 * Asymmetrical quantisation in eight bits: `q = ⌊(x − min) / s + ½⌋` with `s = (max − min) / 255`, minimum and maximum
 * taken along `axis`. No number moves by more than half a step, `s / 2`. What is not finite counts as 0.
 */
export function quantize(numbers: Tensor, axis: number): Quantized {
  const x = where(less(abs(numbers), Number.POSITIVE_INFINITY), numbers, 0);
  const along = { axis, keepAxes: true };
  const minimum = min(x, along);
  const scale = divide(subtract(max(x, along), minimum), steps);
  // Where all are equal the step is 0, and so is each code.
  const codes = divide(subtract(x, minimum), maximum(scale, smallestStep));
  return { packed: cast(add(codes, 0.5), 'uint8'), scale, minimum };
}

/** The numbers again, in the type of the scale. */
export function dequantize({ packed, scale, minimum }: Quantized): Tensor {
  return add(multiply(cast(packed, scale.dtype), scale), minimum);
}
