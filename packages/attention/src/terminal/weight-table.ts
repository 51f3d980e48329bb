import { ShapeError, ValueError } from '@heed/core';

/** Attention weights as a table, [rows, columns]: nested lists, or numbers in one array with their shape. */
export type WeightTable =
  | readonly ArrayLike<number>[]
  | { readonly data: ArrayLike<number>; readonly shape: readonly number[] };

/**
 * The rows of a table of weights.
 * @throws {ShapeError} if it has other rows or columns than asked for.
 * @throws {ValueError} if a weight is NaN or infinite.
 */
export function tableRows(name: string, weights: WeightTable, rows: number, columns: number): number[][] {
  const table =
    'data' in weights ? unflatten(name, weights.data, weights.shape) : Array.from(weights, toList);
  if (table.length !== rows || table.some((row) => row.length !== columns)) {
    const seen = `[${table.length}, ${[...new Set(table.map((row) => row.length))].join(' or ') || 0}]`;
    throw new ShapeError(`${name}: weights must be [${rows}, ${columns}] (rows, columns), got ${seen}`);
  }
  for (const [index, row] of table.entries()) {
    const column = row.findIndex((weight) => !Number.isFinite(weight));
    if (column >= 0) {
      throw new ValueError(`${name}: the weight in row ${index}, column ${column} is ${row[column]}`);
    }
  }
  return table;
}

function toList(row: ArrayLike<number>): number[] {
  return Array.from(row);
}

function unflatten(name: string, data: ArrayLike<number>, shape: readonly number[]): number[][] {
  const [rows = 0, columns = 0] = shape;
  if (shape.length !== 2 || data.length !== rows * columns) {
    throw new ShapeError(`${name}: ${data.length} weights do not fit the shape [${shape.join(', ')}]`);
  }
  const all = Array.from(data);
  return Array.from({ length: rows }, (_, row) => all.slice(row * columns, (row + 1) * columns));
}
