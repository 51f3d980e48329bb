import { checkKind, IndexError, type Tensor, tensor } from '@heed/core';

/**
 * Ids of several rows as one int32 tensor, short rows padded behind.
 *
 * @throws {IndexError} for an id that is no whole number of 32 bits.
 *
 * @example
 * ```ts
 * import { padRows } from '@heed/transformer';
 * console.log(padRows([[5, 6, 7], [8]], 0).toString()); // [[5, 6, 7], [8, 0, 0]]
 * ```
 */
export function padRows(rows: readonly (readonly number[])[], padId: number): Tensor {
  checkKind('padRows: rows', rows, 'a list');
  const length = Math.max(0, ...rows.map((row) => row.length));
  const data = new Int32Array(rows.length * length).fill(padId);
  for (const [index, row] of rows.entries()) {
    for (const [place, id] of row.entries()) {
      if (id !== (id | 0))
        throw new IndexError(`row ${index}: ${id} at place ${place} is no id: a whole number`);
      data[index * length + place] = id;
    }
  }
  return tensor(data, { shape: [rows.length, length] });
}
