import { type Tensor, tensor } from '@heed/core';

/** Ids of several rows as one int32 tensor, short rows padded behind. */
export function padRows(rows: readonly (readonly number[])[], padId: number): Tensor {
  const length = Math.max(0, ...rows.map((row) => row.length));
  const data = new Int32Array(rows.length * length).fill(padId);
  for (const [index, row] of rows.entries()) data.set(row, index * length);
  return tensor(data, { shape: [rows.length, length] });
}
