import { checkKind, OptionError, type Tensor, tensor } from '@heed/core';

/** Says whether the query at one position attends to the key at another. */
export type MaskFunction = (query: number, key: number) => boolean;

/**
 * The mask of any boolean function of positions: boolean [1, 1, queries, keys], true = attend.
 *
 * @param visible Called once per pair of positions.
 * @param queries Positions of the queries; a number n stands for 0 … n − 1.
 * @param keys Positions of the keys; a number n stands for 0 … n − 1.
 * @throws {OptionError} for a number that is no count.
 *
 * @example
 * ```ts
 * import { maskFrom } from '@heed/attention';
 * const everySecond = maskFrom((query, key) => (query - key) % 2 === 0, 3, 3);
 * console.log(everySecond.shape); // [1, 1, 3, 3]
 * ```
 */
export function maskFrom(
  visible: MaskFunction,
  queries: number | ArrayLike<number>,
  keys: number | ArrayLike<number>,
): Tensor {
  checkKind('maskFrom: visible', visible, 'a function');
  const [rows, columns] = [positionsOf(queries), positionsOf(keys)];
  const data = new Uint8Array(rows.length * columns.length);
  for (const [row, query] of rows.entries()) {
    for (const [column, key] of columns.entries()) {
      data[row * columns.length + column] = Number(visible(query, key));
    }
  }
  return tensor(data, { shape: [1, 1, rows.length, columns.length], dtype: 'bool' });
}

/** The same where the queries are the last of the keys: query i stands at `keys − queries + i`. */
export function lowerRightMask(visible: MaskFunction, queries: number, keys: number): Tensor {
  return maskFrom(visible, consecutive(keys - queries, queries), keys);
}

function positionsOf(positions: number | ArrayLike<number>): number[] {
  if (typeof positions === 'number') return consecutive(0, positions);
  checkKind('maskFrom: positions', positions, 'a list');
  return Array.from(positions);
}

/**
 * `length` whole numbers from `start`.
 *
 * @throws {OptionError} for a length that is no whole number of at least 0.
 */
export function consecutive(start: number, length: number): number[] {
  if (!Number.isSafeInteger(length) || length < 0) {
    throw new OptionError(`a number of positions must be whole and at least 0, got ${length}`);
  }
  return Array.from({ length }, (_, index) => start + index);
}
