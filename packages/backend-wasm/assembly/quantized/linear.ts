import { RELAXED } from '../lanes';
import { finish } from '../matmul/epilogue';
import { get, parallel, put, scratch, stretch } from '../pool';
import { ACTIVATION_BYTES, BLOCKS_PER_TILE, quantizeTile } from './activations';
import { bytesAre, INEXACT } from './bytes';
import { dotEightBits, dotEightBitsFour, dotFourBits, dotFourBitsFour } from './dot';
import { BLOCK, GROUP, hasOffset, hasTwoScales, isFourBits, pieceBytes } from './formats';
import { multiplyMany } from './many';
import { panelBytes } from './panels';
import { putSums } from './result';

// y = x Wᵀ + bias with W in blocks. First the rows of x are quantised, then tiles of y are computed: some columns (rows
// of W) of some rows. With few rows a tile is a stretch of W, read once from beginning to end, and each thread has one
// (see `stretch`). With many rows the product goes by bytes where the machine can (many.ts); else W's part of a tile stays
// in the first-level cache while the rows go by, four at a time. The bits are the same either way.

/** From so many rows on weights are unpacked for a dot product of bytes, where the machine has one. */
const MANY: i32 = 6;
/** Columns of a tile: 16 to 40 KiB of weights for widths of 512 to 1024. */
const COLUMNS: i32 = 32;
/** Rows of a tile. */
const ROWS: i32 = 32;

/** One row of x and a group of W; a loop of its own for each kind of piece. */
// @ts-ignore: decorator
@inline
function sumsOf(w: usize, x: usize, blocks: i32, four: bool, offsets: bool, twoScales: bool): v128 {
  if (four) return offsets ? dotFourBits(w, x, blocks, true) : dotFourBits(w, x, blocks, false);
  if (twoScales) return dotEightBits(w, x, blocks, false, true);
  return offsets ? dotEightBits(w, x, blocks, true, false) : dotEightBits(w, x, blocks, false, false);
}

function productTile(tile: i32): void {
  const type = get<i32>(0);
  const m = get<i32>(6);
  const n = get<i32>(7);
  const blocks = get<i32>(8) / BLOCK;
  const across = get<i32>(9);
  const firstRow = (tile / across) * ROWS;
  const lastRow = min(firstRow + ROWS, m);
  const columns = get<i32>(10);
  const firstColumn = (tile % across) * columns;
  const lastColumn = min(firstColumn + columns, n);
  const groupBytes = <usize>blocks * <usize>pieceBytes(type);
  const rowBytes = <usize>blocks * ACTIVATION_BYTES;
  const offsets = hasOffset(type);
  const four = isFourBits(type);
  const twoScales = hasTwoScales(type);
  for (let column = firstColumn; column < lastColumn; column += GROUP) {
    const w = get<usize>(2) + <usize>(column / GROUP) * groupBytes;
    let row = firstRow;
    let x = get<usize>(5) + <usize>row * rowBytes;
    for (; row + 4 <= lastRow; row += 4) {
      if (four) dotFourBitsFour(w, x, rowBytes, blocks, offsets, scratch + 64);
      else dotEightBitsFour(w, x, rowBytes, blocks, offsets, twoScales, scratch + 64);
      for (let i = 0; i < 4; i++) putSums(v128.load(scratch + 64 + (<usize>i << 4)), row + i, column);
      x += rowBytes << 2;
    }
    for (; row < lastRow; row++) {
      const sums = sumsOf(w, x, blocks, four, offsets, twoScales);
      putSums(sums, row, column);
      x += rowBytes;
    }
  }
  const y = get<usize>(3) + ((<usize>firstRow * <usize>n + <usize>firstColumn) << 2);
  finish(y, n, lastRow - firstRow, lastColumn - firstColumn);
}

/** Bytes of workspace that {@link quantizedLinear} needs. */
export function quantizedWork(m: i32, k: i32): f64 {
  const blocks = k / BLOCK;
  return max(<f64>m * <f64>blocks * <f64>ACTIVATION_BYTES, panelBytes(m, blocks));
}

/**
 * `y = x Wᵀ (+ bias)`: x [m, k] float32, W [n, k] in blocks, bias n floats or 0, `work` as
 * {@link quantizedWork} says. `rounded`: x stands there already.
 */
export function quantizedLinear(
  type: i32,
  x: usize,
  w: usize,
  y: usize,
  bias: usize,
  work: usize,
  m: i32,
  n: i32,
  k: i32,
  rounded: bool,
): void {
  if (m == 0 || n == 0) return;
  put<i32>(0, type);
  put<usize>(1, x);
  put<usize>(2, w);
  put<usize>(3, y);
  put<usize>(4, bias);
  put<usize>(5, work);
  put<i32>(6, m);
  put<i32>(7, n);
  put<i32>(8, k);
  if (RELAXED && m >= MANY) {
    const bytes = bytesAre();
    if (bytes != INEXACT) {
      multiplyMany(bytes, rounded);
      return;
    }
  }
  if (!rounded) parallel(quantizeTile, (m * (k / BLOCK) + BLOCKS_PER_TILE - 1) / BLOCKS_PER_TILE);
  const bytes = <i64>(k / BLOCK) * <i64>(pieceBytes(type) / GROUP);
  const columns = m > ROWS ? COLUMNS : stretch(n, bytes, COLUMNS);
  put<i32>(10, columns);
  const across = (n + columns - 1) / columns;
  put<i32>(9, across);
  parallel(productTile, across * ((m + ROWS - 1) / ROWS));
}
