import { scratch } from '../pool';
import { edgeTile, microTile, tileRows } from './micro';
import { COLUMNS, packA } from './pack';

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
  const packedA = scratch + SIDE_BYTES;
  for (let start = 0; start < k || start == 0; start += INNER_BLOCK) {
    const inner = min(k - start, INNER_BLOCK);
    packA(a, leadA, transA, row, rows, start, inner, packedA);
    const blockB = packedB + ((<usize>start * <usize>paddedColumns(n)) << 2);
    const fromC = start > 0 || accumulate;
    for (let j = column; j < column + columns; j += COLUMNS) {
      const panelB = blockB + ((<usize>j * <usize>inner) << 2);
      const width = min(n - j, COLUMNS);
      let height = 0;
      for (let i = 0; i < rows; i += height) {
        height = tileRows(rows - i);
        const panelA = packedA + ((<usize>i * <usize>inner) << 2);
        const target = c + <usize>(row + i) * rowBytes + (<usize>j << 2);
        const init = fromC ? target : bias != 0 ? bias + (<usize>j << 2) : 0;
        const initBytes = fromC ? rowBytes : 0;
        if (height <= rows - i && width == COLUMNS) {
          microTile(panelA, panelB, target, rowBytes, inner, init, initBytes, height);
        } else {
          edgeTile(panelA, panelB, target, rowBytes, inner, init, initBytes, height, min(height, rows - i), width, scratch);
        }
      }
    }
  }
}
