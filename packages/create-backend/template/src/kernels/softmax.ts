import type { Kernel, TypedArray } from '@heed/core/backend';

/** Softmax of the last axis in float32: `e^xᵢ / Σⱼ e^xⱼ`, after subtracting the largest; zeros for a row of −∞ alone. */
export const softmax: Kernel<TypedArray> = ([x], { axis }) => {
  if (x?.dtype !== 'float32' || axis !== x.shape.length - 1) return undefined;
  const width = x.shape.at(-1) ?? 0;
  const y = new Float32Array(x.buffer.length);
  for (let start = 0; start < y.length; start += width) {
    const row = x.buffer.subarray(start, start + width);
    let largest = Number.NEGATIVE_INFINITY;
    for (const value of row) largest = Math.max(largest, value); // NaN stays NaN
    if (largest === Number.NEGATIVE_INFINITY) continue;
    const powers = Float64Array.from(row, (value) => Math.exp(value - largest));
    let total = 0;
    for (const power of powers) total += power;
    for (const [at, power] of powers.entries()) y[start + at] = power / total;
  }
  return [y];
};
