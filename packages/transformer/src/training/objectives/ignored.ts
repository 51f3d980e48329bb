import { type Tensor, tensor } from '@heed/core';

/** A label that counts for nothing, as in PyTorch and transformers; `crossEntropy` leaves it out by default. */
export const ignored = -100;

/** How many labels count. */
export function countTargets(rows: readonly (readonly number[])[]): number {
  return rows.reduce((total, row) => total + row.filter((label) => label !== ignored).length, 0);
}

/** Labels of several rows as int32 [batch, length], short rows filled with {@link ignored}. */
export function labelRows(rows: readonly (readonly number[])[]): Tensor {
  const length = Math.max(0, ...rows.map((row) => row.length));
  const data = new Int32Array(rows.length * length).fill(ignored);
  for (const [index, row] of rows.entries()) data.set(row, index * length);
  return tensor(data, { shape: [rows.length, length] });
}
