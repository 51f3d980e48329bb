import { RELAXED } from '../lanes';
import { WIDE } from '../layout';
import { scratch } from '../pool';
import { edgeTile, microTile, tileRows, ZEROS } from './micro';
import { COLUMNS, packA } from './pack';
import { wideTile } from './wide';

/** Inner length of a block: a panel of B (8 × 512 floats) fills half of a 32 KiB first-level cache. */
export const INNER_BLOCK: i32 = 512;
/** Rows of a block: 72 × 512 floats of packed A stay in the second-level cache. */
export const ROW_BLOCK: i32 = 72;

const SIDE_BYTES: usize = 192;
/** Scratch: the side tile, packed A, and (small products of a batch) packed B. */
export const PACKED_A_BYTES: usize = <usize>ROW_BLOCK * <usize>INNER_BLOCK * 4;
export const PRIVATE_B: usize = SIDE_BYTES + PACKED_A_BYTES;
/** Floats of packed B that fit into scratch: 256 KiB. */
export const PRIVATE_B_FLOATS: i32 = 65536;
/** What lies behind in scratch is free for kernels that are made of products. */
export const FREE_SCRATCH: usize = PRIVATE_B + <usize>PRIVATE_B_FLOATS * 4;

/** Columns rounded up to whole panels. */
// @ts-ignore: decorator
@inline
export function paddedColumns(n: i32): i32 {
  return (n + COLUMNS - 1) & ~(COLUMNS - 1);
}

/** A tile of one panel of B: whole, or at the edge of C what there is of its rows and columns. */
// @ts-ignore: decorator
@inline
function panelTile(
  panelA: usize,
  panelB: usize,
  target: usize,
  rowBytes: usize,
  inner: i32,
  init: usize,
  initBytes: usize,
  height: i32,
  rows: i32,
  columns: i32,
): void {
  if (rows >= height && columns >= COLUMNS) microTile(panelA, panelB, target, rowBytes, inner, init, initBytes, height);
  else edgeTile(panelA, panelB, target, rowBytes, inner, init, initBytes, height, min(height, rows), min(columns, COLUMNS), scratch);
}

/**
 * One block of C, rows `[row, row + rows)` and columns `[column, column + columns)` (`column` a multiple of 8),
 * with all of the inner axis. `leadA` and `leadC` are the lengths of the rows as stored. For each inner block A is packed into scratch, then each panel of B, warm in the
 * first-level cache, meets all panels of A.
 */
export function multiplyBlock(
  a: usize,
  leadA: i32,
  transA: bool,
  packedB: usize,
  c: usize,
  leadC: i32,
  n: i32,
  k: i32,
  bias: usize,
  accumulate: bool,
  row: i32,
  rows: i32,
  column: i32,
  columns: i32,
): void {
  const rowBytes = <usize>leadC << 2;
  const end = min(column + columns, n);
  const wide = RELAXED && load<i32>(WIDE) != 0;
  const packedA = scratch + SIDE_BYTES;
  for (let start = 0; start < k || start == 0; start += INNER_BLOCK) {
    const inner = min(k - start, INNER_BLOCK);
    packA(a, leadA, transA, row, rows, start, inner, packedA);
    const blockB = packedB + ((<usize>start * <usize>paddedColumns(n)) << 2);
    const fromC = start > 0 || accumulate;
    const panelBytes = <usize>inner << 5;
    for (let j = column, width = COLUMNS; j < end; j += width) {
      const panelB = blockB + ((<usize>j * <usize>inner) << 2);
      width = wide && end - j >= 2 * COLUMNS ? 2 * COLUMNS : COLUMNS;
      let height = 0;
      for (let i = 0; i < rows; i += height) {
        height = tileRows(rows - i);
        const panelA = packedA + ((<usize>i * <usize>inner) << 2);
        const target = c + <usize>(row + i) * rowBytes + (<usize>j << 2);
        const init = fromC ? target : bias != 0 ? bias + (<usize>j << 2) : ZEROS;
        const initBytes = fromC ? rowBytes : 0;
        if (width > COLUMNS && height <= rows - i) {
          wideTile(panelA, panelB, panelB + panelBytes, target, rowBytes, inner, init, initBytes, height);
          continue;
        }
        for (let at = 0; at < width; at += COLUMNS) {
          const offset = <usize>at << 2;
          const panel = panelB + <usize>at * (<usize>inner << 2);
          panelTile(panelA, panel, target + offset, rowBytes, inner, init + offset, initBytes, height, rows - i, end - j - at);
        }
      }
    }
  }
}
