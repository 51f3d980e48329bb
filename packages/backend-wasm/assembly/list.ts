// Work over a list of tensors at once. The host writes a table with one record for each tensor, whose last word is left
// for the number of its first tile; so one parallel region serves them all, however small some are.

/** Numbers the tiles: `count` records of `bytes` bytes, in tiles of `tile` elements. Returns how many there are. */
// @ts-ignore: decorator
@inline
export function numberTiles(table: usize, count: i32, bytes: usize, sizeAt: usize, tile: i32): i32 {
  let tiles = 0;
  for (let index = 0; index < count; index++) {
    const record = table + <usize>index * bytes;
    store<i32>(record + bytes - 4, tiles);
    tiles += (load<i32>(record + sizeAt) + tile - 1) / tile;
  }
  return tiles;
}

/** The record that a tile belongs to: the last one whose first tile is not behind it. */
// @ts-ignore: decorator
@inline
export function recordOf(table: usize, count: i32, bytes: usize, tile: i32): usize {
  let low = 0;
  let high = count;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (load<i32>(table + <usize>middle * bytes + bytes - 4) <= tile) low = middle;
    else high = middle;
  }
  return table + <usize>low * bytes;
}
