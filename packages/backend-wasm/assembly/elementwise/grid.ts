import { get, put } from '../pool';

// How operands that broadcast against each other are walked: the result is `outer` × `rows` × `columns`; along a row an
// operand is either a vector or one element, and along the other axes it moves by its own steps (0: the same again).
// This covers equal shapes, a scalar, a trailing row vector (bias), a trailing column (one number per row) and one axis
// in the middle. The host sets each operand with `operand`, then calls the kernel with the sizes of the grid.

/** Elements per tile, about. */
export const TILE: i32 = 16384;

/** Slots: the result, its rows over both outer axes, its columns, the rows of one step of the outer axis, the op. */
export const Y: usize = 0;
const ALL_ROWS: usize = 1;
const COLUMNS: usize = 2;
const INNER_ROWS: usize = 3;
export const OP: usize = 4;
/** Four slots per operand: address, bytes along the outer axis, bytes from row to row, one element per row. */
const OPERANDS: usize = 8;

/** Operand `index` of the kernel that is called next. */
export function operand(index: usize, address: usize, outer: usize, step: usize, single: bool): void {
  const slot = OPERANDS + index * 4;
  put<usize>(slot, address);
  put<usize>(slot + 1, outer);
  put<usize>(slot + 2, step);
  put<bool>(slot + 3, single);
}

/** Whether operand `index` is one element per row. */
// @ts-ignore: decorator
@inline
export function isSingle(index: usize): bool {
  return get<bool>(OPERANDS + index * 4 + 3);
}

/** Where operand `index` stands in row `row`, `offset` bytes from the left. */
// @ts-ignore: decorator
@inline
export function operandAt(index: usize, row: i32, offset: usize): usize {
  const slot = OPERANDS + index * 4;
  const inner = get<i32>(INNER_ROWS);
  const start = get<usize>(slot) + <usize>(row / inner) * get<usize>(slot + 1) + <usize>(row % inner) * get<usize>(slot + 2);
  return get<bool>(slot + 3) ? start : start + offset;
}

/** Sets the grid; returns its number of tiles. */
// @ts-ignore: decorator
@inline
export function setGrid(y: usize, outer: i32, rows: i32, columns: i32): i32 {
  put<usize>(Y, y);
  put<i32>(ALL_ROWS, outer * rows);
  put<i32>(COLUMNS, columns);
  put<i32>(INNER_ROWS, max(1, rows));
  if (outer * rows == 0 || columns == 0) return 0;
  const height = tileRows(columns);
  return ((outer * rows + height - 1) / height) * tilesAcross(columns);
}

/** Rows of a tile. */
// @ts-ignore: decorator
@inline
function tileRows(columns: i32): i32 {
  return max(1, TILE / max(1, columns));
}

// @ts-ignore: decorator
@inline
function tilesAcross(columns: i32): i32 {
  const width = max(1, min(columns, TILE));
  return (columns + width - 1) / width;
}

/** First row of a tile, the row behind its last one, its first column and how many columns it has. */
// @ts-ignore: decorator
@inline
export function firstRow(tile: i32): i32 {
  const columns = get<i32>(COLUMNS);
  return (tile / tilesAcross(columns)) * tileRows(columns);
}

// @ts-ignore: decorator
@inline
export function endRow(first: i32): i32 {
  return min(first + tileRows(get<i32>(COLUMNS)), get<i32>(ALL_ROWS));
}

// @ts-ignore: decorator
@inline
export function firstColumn(tile: i32): i32 {
  return (tile % tilesAcross(get<i32>(COLUMNS))) * TILE;
}

// @ts-ignore: decorator
@inline
export function columnsFrom(column: i32): i32 {
  return min(get<i32>(COLUMNS) - column, TILE);
}

/** Where the result stands in row `row` from column `column`, for elements of `1 << shift` bytes. */
// @ts-ignore: decorator
@inline
export function resultAt(row: i32, column: i32, shift: usize): usize {
  return get<usize>(Y) + ((<usize>row * <usize>get<i32>(COLUMNS) + <usize>column) << shift);
}
