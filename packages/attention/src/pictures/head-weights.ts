import { ShapeError } from '@heed/core';
import { tableRows } from '../terminal/weight-table.ts';

/**
 * Attention weights of all heads of a layer, [heads, rows, columns]: nested lists, or numbers in one array with their
 * shape, as `await weights.data()` and `weights.shape` give them; a batch of one may stand before the heads.
 */
export type HeadWeights =
  | readonly (readonly ArrayLike<number>[])[]
  | { readonly data: ArrayLike<number>; readonly shape: readonly number[] };

/**
 * The weights of each head, [heads, rows · columns].
 * @throws {ShapeError} if they have other rows or columns than asked for, or no heads.
 * @throws {ValueError} if a weight is NaN or infinite.
 */
export function headRows(name: string, weights: HeadWeights, rows: number, columns: number): number[][] {
  const tables = 'data' in weights ? cutHeads(name, weights.data, weights.shape) : weights;
  if (tables.length === 0) throw new ShapeError(`${name}: weights must have a head at least, got none`);
  return tables.map((table, head) => {
    return tableRows(tables.length > 1 ? `${name}, head ${head}` : name, table, rows, columns).flat();
  });
}

interface Table {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
}

function cutHeads(name: string, data: ArrayLike<number>, shape: readonly number[]): Table[] {
  const [heads = 0, rows = 0, columns = 0] = shape.length === 4 && shape[0] === 1 ? shape.slice(1) : shape;
  const size = rows * columns;
  if (
    ![3, 4].includes(shape.length) ||
    (shape.length === 4 && shape[0] !== 1) ||
    data.length !== heads * size
  ) {
    throw new ShapeError(
      `${name}: weights must be [heads, rows, columns], of one example, got ${data.length} numbers of shape [${shape.join(', ')}]`,
    );
  }
  const all = Array.from(data);
  return Array.from({ length: heads }, (_, head) => {
    return { data: all.slice(head * size, (head + 1) * size), shape: [rows, columns] };
  });
}
