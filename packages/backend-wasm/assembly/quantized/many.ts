import { finish } from '../matmul/epilogue';
import { get, parallel, put, scratch, stretch } from '../pool';
import { byteTile } from './byte-tile';
import { BLOCK, groupBytes, groupRows, hasOffset, hasTwoScales, LANES } from './formats';
import { COLUMNS, columnsOf, resultOf, weightOf } from './maps';
import { PANEL, panelRows, panelStart, splitTile } from './panels';
import { putSums } from './result';
import { unpackRows } from './unpack';

// Many rows of x, where the machine has a dot product of bytes. x is split into panels once. A tile of y takes its columns
// eight at a time: their weights are unpacked into scratch, 32 blocks that stay in the first-level cache, and all panels of
// the tile, which stay in the second-level one, go by.

/** Columns whose sums stand side by side in scratch, a cache line for each row. */
const WIDTH: i32 = 16;
/** Blocks unpacked at a time. */
const SEGMENT: i32 = 32;
/** Rows of a tile at most, and bytes of its x. */
const MOST_ROWS: i32 = 258;
const MOST_BYTES: i32 = 524288;

/** Scratch: the sums, then weights. */
const SUMS: usize = 64;
const WEIGHTS: usize = SUMS + (<usize>MOST_ROWS << 6);

/** Columns `[column, column + 8)` of rows `[first, last)` are added to the sums at `sums`. */
function multiplyColumns(type: i32, column: i32, first: i32, last: i32, blocks: i32, sums: usize): void {
  const next = groupBytes(type, blocks);
  const map = get<i32>(13);
  const group = weightOf(map) + <usize>(column / groupRows(type)) * next;
  const pair = column + LANES < columnsOf(map);
  const weights = scratch + WEIGHTS;
  for (let start = 0; start < blocks; start += SEGMENT) {
    const count = min(blocks - start, SEGMENT);
    unpackRows(group, weights, start, count, type, get<i32>(14), next, pair);
    for (let row = first; row < last; row += PANEL) {
      const rows = panelRows(row, last);
      const x = get<usize>(5) + panelStart(row, blocks) + panelStart(rows, start);
      byteTile(weights, x, sums + (<usize>(row - first) << 6), count, rows, hasOffset(type), hasTwoScales(type));
    }
  }
}

/** The sums of up to 16 columns to y. */
function putRows(column: i32, first: i32, last: i32): void {
  const map = get<i32>(13);
  const end = min(column + WIDTH, columnsOf(map));
  let sums = scratch + SUMS;
  for (let row = first; row < last; row++) {
    for (let j = column; j < end; j += LANES) putSums(v128.load(sums + (<usize>(j - column) << 2)), map, row, j);
    sums += 64;
  }
}

function productTile(tile: i32): void {
  const type = get<i32>(0);
  const map = get<i32>(13);
  const n = columnsOf(map);
  const across = get<i32>(9);
  const columns = get<i32>(10);
  const rows = get<i32>(12);
  const blocks = get<i32>(8) / BLOCK;
  const first = (tile / across) * rows;
  const last = min(first + rows, get<i32>(6));
  const firstColumn = (tile % across) * columns;
  const lastColumn = min(firstColumn + columns, n);
  for (let column = firstColumn; column < lastColumn; column += WIDTH) {
    memory.fill(scratch + SUMS, 0, <usize>(last - first + 1) << 6);
    multiplyColumns(type, column, first, last, blocks, scratch + SUMS);
    if (column + 2 * LANES < n) multiplyColumns(type, column + 2 * LANES, first, last, blocks, scratch + SUMS + 32);
    putRows(column, first, last);
  }
  finish(resultOf(map) + ((<usize>first * <usize>n + <usize>firstColumn) << 2), n, last - first, lastColumn - firstColumn);
}

/** Rows of a tile: whole panels, in equal shares. */
function rowsOfTile(m: i32, blocks: i32): i32 {
  const most = max(PANEL, min(MOST_ROWS, MOST_BYTES / <i32>panelStart(1, blocks)));
  const tiles = (m + most - 1) / most;
  return ((m + tiles * PANEL - 1) / (tiles * PANEL)) * PANEL;
}

/** Splits x into panels, for all maps, on a machine whose bytes are `bytes`. */
export function splitRows(bytes: i32): void {
  put<i32>(14, bytes);
  parallel(splitTile, (get<i32>(6) + PANEL - 1) / PANEL);
}

/** The product of one map, whose arguments are in place, with the panels. */
export function multiplyMany(map: i32): void {
  const type = get<i32>(0);
  const m = get<i32>(6);
  const n = columnsOf(map);
  const blocks = get<i32>(8) / BLOCK;
  const rows = rowsOfTile(m, blocks);
  const columns = rows < m ? COLUMNS : stretch(n, <i64>groupBytes(type, blocks) / groupRows(type), COLUMNS);
  const across = (n + columns - 1) / columns;
  put<i32>(9, across);
  put<i32>(10, columns);
  put<i32>(12, rows);
  put<i32>(13, map);
  parallel(productTile, across * ((m + rows - 1) / rows));
}
