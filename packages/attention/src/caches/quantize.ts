import {
  abs,
  add,
  cast,
  divide,
  LifetimeError,
  less,
  max,
  maximum,
  min,
  multiply,
  reshape,
  ShapeError,
  sameShape,
  showShape,
  subtract,
  type Tensor,
  where,
} from '@heed/core';

/** The axis of [batch, heads, groups, group, width] along which numbers share their step: tokens, or channels. */
export type SharedAxis = 3 | 4;

const steps = 255;
const smallestStep = 2 ** -126;

/**
 * Asymmetrical quantisation in eight bits: `q = ⌊(x − min) / s + ½⌋` with `s = (max − min) / 255`, minimum and maximum
 * taken along `axis` within groups of rows. No number moves by more than half a step, `s / 2`. What is not finite
 * counts as 0.
 *
 * @param rows [batch, heads, groups · group, width]
 * @returns codes (uint8), steps and minima, one row per group: [batch, heads, groups, …].
 */
export function quantizeGroups(rows: Tensor, group: number, axis: SharedAxis): Tensor[] {
  const [batch = 0, heads = 0, length = 0, width = 0] = rows.shape;
  const groups = length / group;
  const finite = where(less(abs(rows), Number.POSITIVE_INFINITY), rows, 0);
  const x = reshape(finite, [batch, heads, groups, group, width]);
  const along = { axis, keepAxes: true };
  const minimum = min(x, along);
  const step = divide(subtract(max(x, along), minimum), steps);
  // Where all are equal the step is 0, and so is each code.
  const codes = divide(subtract(x, minimum), maximum(step, smallestStep));
  const shared = axis === 3 ? width : group;
  return [
    reshape(cast(add(codes, 0.5), 'uint8'), [batch, heads, groups, group * width]),
    reshape(step, [batch, heads, groups, shared]),
    reshape(minimum, [batch, heads, groups, shared]),
  ];
}

/** The numbers again, `minimum + step · code`: [batch, heads, groups · group, width]. */
export function dequantizeGroups(
  [codes, step, minimum]: readonly Tensor[],
  group: number,
  axis: SharedAxis,
): Tensor {
  if (codes === undefined || step === undefined || minimum === undefined) {
    throw new LifetimeError('dequantizeGroups: needs codes, steps and minima');
  }
  const [batch = 0, heads = 0, groups = 0, size = 0] = codes.shape;
  const width = size / group;
  const shared = [batch, heads, groups, ...(axis === 3 ? [1, width] : [group, 1])];
  const scaled = multiply(
    reshape(cast(codes, step.dtype), [batch, heads, groups, group, width]),
    reshape(step, shared),
  );
  return reshape(add(scaled, reshape(minimum, shared)), [batch, heads, groups * group, width]);
}

/**
 * Refuses parts from a file that are not what `quantizeGroups` gives for rows like these.
 *
 * @param like [batch, heads, any, width]
 */
export function checkQuantized(
  parts: readonly Tensor[],
  like: Tensor,
  group: number,
  axis: SharedAxis,
): void {
  const [batch = 0, heads = 0, , width = 0] = like.shape;
  const shared = axis === 3 ? width : group;
  for (const [index, part] of parts.entries()) {
    const [dtype, size] = index === 0 ? (['uint8', group * width] as const) : ([like.dtype, shared] as const);
    const expected = [batch, heads, part.shape[2] ?? 0, size];
    if (part.dtype !== dtype || !sameShape(part.shape, expected)) {
      throw new ShapeError(
        `quantised rows: expected ${dtype} ${showShape(expected)}, got ${part.dtype} ${showShape(part.shape)}`,
      );
    }
  }
}
