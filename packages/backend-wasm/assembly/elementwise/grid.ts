// How two operands that broadcast against each other are walked: the result is `outer` × `rows` × `columns`; along a
// row an operand is either a vector or one number, and along the other axes it moves by its own steps (0: the same
// again). This covers equal shapes, a scalar, a trailing row vector (bias), a trailing column (one number per row)
// and one axis in the middle.

/** Elements per tile, about. */
export const TILE: i32 = 16384;

/** Rows and columns of a tile. */
// @ts-ignore: decorator
@inline
export function tileColumns(columns: i32): i32 {
  return min(columns, TILE);
}

// @ts-ignore: decorator
@inline
export function tileRows(columns: i32): i32 {
  return max(1, TILE / max(1, columns));
}

// @ts-ignore: decorator
@inline
export function tilesAcross(columns: i32): i32 {
  const width = max(1, tileColumns(columns));
  return (columns + width - 1) / width;
}

/** Number of tiles of a grid. */
export function tileCount(rows: i32, columns: i32): i32 {
  if (rows == 0 || columns == 0) return 0;
  const height = tileRows(columns);
  return ((rows + height - 1) / height) * tilesAcross(columns);
}
