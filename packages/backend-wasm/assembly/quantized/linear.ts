import { RELAXED } from '../lanes';
import { beginEpilogue, endEpilogue, finish } from '../matmul/epilogue';
import { get, parallel, put, scratch, stretch } from '../pool';
import { ACTIVATION_BYTES, activationTiles, inversePlace, quantizeTile } from './activations';
import { bytesAre, INEXACT } from './bytes';
import { factorsOf } from './codes';
import { digitsTile } from './digits';
import { rowKernel } from './dot';
import { digitsKernel } from './dot-digits';
import { dotEightBitsFour, fourKernel } from './dot-four';
import { BLOCK, groupBytes, groupRows, hasOffset, hasTwoScales, isFourBits, isLarge, LANES } from './formats';
import { multiplyMany, splitRows } from './many';
import { COLUMNS, columnsOf, resultOf, spanOf, weightOf } from './maps';
import { panelBytes } from './panels';
import { putSums } from './result';

// y = x Wᵀ + bias with W in blocks, for one W or several. First the rows of x are quantised, then tiles of y are computed:
// some columns (rows of W) of some rows. With few rows a tile is a stretch of W, read once from beginning to end, and each
// thread has one (see `stretch`); several maps are one job, so that threads meet once. Where the machine multiplies bytes the
// product goes by them: few rows in digits (digits.ts), many in panels (many.ts). Else W's part of a tile stays in the
// first-level cache while the rows go by, four at a time. The bits are the same any way.

/** From so many rows on weights are unpacked for a dot product of bytes, where the machine has one. */
const MANY: i32 = 6;
/** Rows of a tile. */
const ROWS: i32 = 32;

/** What the sums of a row of x and of 4-bit weights are multiplied by: see activations.ts. */
// @ts-ignore: decorator
@inline
function shrink(sums: v128, factors: v128, row: i32): v128 {
  return f32x4.mul(sums, f32x4.mul(factors, v128.load32_splat(inversePlace(row))));
}

/** The sums of four rows and four columns, which are at `sums`. */
function putFour(sums: usize, map: i32, row: i32, column: i32, factors: v128, four: bool): void {
  for (let i = 0; i < 4; i++) {
    const row4 = v128.load(sums + (<usize>i << 4));
    putSums(four ? shrink(row4, factors, row + i) : row4, map, row + i, column);
  }
}

/** Columns `[firstColumn, lastColumn)` of one map, of rows of x in `bytes` or, INEXACT, as 16-bit numbers. */
function multiplyTile(map: i32, firstRow: i32, lastRow: i32, firstColumn: i32, lastColumn: i32): void {
  const type = get<i32>(0);
  const blocks = get<i32>(8) / BLOCK;
  const rowBytes = <usize>blocks * ACTIVATION_BYTES;
  const offsets = hasOffset(type);
  const large = isLarge(type);
  const four = isFourBits(type);
  const twoScales = hasTwoScales(type);
  const digits = RELAXED && get<i32>(14) != INEXACT;
  const kernel = digits ? digitsKernel(type).index : rowKernel(type).index;
  const lowKernel = fourKernel(type, false).index;
  const highKernel = fourKernel(type, true).index;
  const each = groupRows(type);
  const bytes = groupBytes(type, blocks);
  const sums = scratch + 64;
  // Numbers in high bits are 16-fold in digits' sums.
  const high = f32x4.splat(digits ? 0.0625 : 1);
  for (let column = firstColumn; column < lastColumn; column += each) {
    const group = weightOf(map) + <usize>(column / each) * bytes;
    const factors = factorsOf(group);
    const further = four ? f32x4.mul(factorsOf(group + LANES), high) : factors;
    const more = four && column + LANES < lastColumn;
    let row = firstRow;
    let x = get<usize>(5) + <usize>row * rowBytes;
    for (; !digits && row + 4 <= lastRow; row += 4) {
      if (four) call_indirect<void>(lowKernel, group, x, rowBytes, blocks, sums);
      else dotEightBitsFour(group, x, rowBytes, blocks, sums, large, offsets, twoScales);
      putFour(sums, map, row, column, factors, four);
      if (more) {
        call_indirect<void>(highKernel, group, x, rowBytes, blocks, sums);
        putFour(sums, map, row, column + LANES, further, four);
      }
      x += rowBytes << 2;
    }
    for (; row < lastRow; row++) {
      call_indirect<void>(kernel, group, x, blocks, sums);
      putSums(four ? shrink(v128.load(sums), factors, row) : v128.load(sums), map, row, column);
      if (more) putSums(shrink(v128.load(sums, 16), further, row), map, row, column + LANES);
      x += rowBytes;
    }
  }
}

/** The epilogue of map 0. */
function finishColumns(firstRow: i32, lastRow: i32, firstColumn: i32, lastColumn: i32): void {
  const n = columnsOf(0);
  const y = resultOf(0) + ((<usize>firstRow * <usize>n + <usize>firstColumn) << 2);
  finish(y, n, lastRow - firstRow, lastColumn - firstColumn);
}

/** A tile's columns, counted through all maps. */
function productTile(tile: i32): void {
  const across = get<i32>(9);
  const columns = get<i32>(10);
  const firstRow = (tile / across) * ROWS;
  const lastRow = min(firstRow + ROWS, get<i32>(6));
  let first = (tile % across) * columns;
  let last = first + columns;
  for (let map = 0; map < get<i32>(11); map++) {
    const begin = max(first, 0);
    const end = min(last, columnsOf(map));
    if (begin < end) {
      multiplyTile(map, firstRow, lastRow, begin, end);
      if (map == 0) finishColumns(firstRow, lastRow, begin, end);
    }
    first -= spanOf(map);
    last -= spanOf(map);
  }
}

/** The same columns of map 1, then of map 0, whose epilogue takes what map 1 has made. */
function gatedTile(tile: i32): void {
  const across = get<i32>(9);
  const columns = get<i32>(10);
  const firstRow = (tile / across) * ROWS;
  const lastRow = min(firstRow + ROWS, get<i32>(6));
  const first = (tile % across) * columns;
  const last = min(first + columns, columnsOf(0));
  multiplyTile(1, firstRow, lastRow, first, last);
  multiplyTile(0, firstRow, lastRow, first, last);
  finishColumns(firstRow, lastRow, first, last);
}

/** Bytes of workspace that {@link quantizedMaps} needs. */
export function quantizedWork(m: i32, k: i32): f64 {
  const blocks = k / BLOCK;
  return max(<f64>m * (<f64>blocks * <f64>ACTIVATION_BYTES + 4), panelBytes(m, blocks));
}

/** How bytes are multiplied where the rows are many; INEXACT where tiles of few rows serve better. */
function bytesFor(m: i32): i32 {
  return RELAXED && m >= MANY ? bytesAre() : INEXACT;
}

function putFactors(type: i32, x: usize, work: usize, m: i32, k: i32): void {
  put<i32>(0, type);
  put<usize>(1, x);
  put<usize>(5, work);
  put<i32>(6, m);
  put<i32>(8, k);
}

/** Runs tiles over `span` columns, each of which has `matrices` rows of weights; first rounds x. */
function multiplyFew(tile: (index: i32) => void, span: i32, matrices: i32): void {
  const m = get<i32>(6);
  const blocks = get<i32>(8) / BLOCK;
  const bytes = bytesAre();
  put<i32>(14, bytes);
  parallel(bytes == INEXACT ? quantizeTile : digitsTile, activationTiles());
  const each = (<i64>groupBytes(get<i32>(0), blocks) / groupRows(get<i32>(0))) * <i64>matrices;
  const columns = m > ROWS ? COLUMNS : stretch(span, each, COLUMNS);
  const across = (span + columns - 1) / columns;
  put<i32>(9, across);
  put<i32>(10, columns);
  parallel(tile, across * ((m + ROWS - 1) / ROWS));
}

/**
 * `yᵢ = x Wᵢᵀ (+ biasᵢ)` for the first `count` maps (see maps.ts), all of one type: x [m, k] float32, `work` as
 * {@link quantizedWork} says. An epilogue is for one map alone.
 */
export function quantizedMaps(type: i32, count: i32, x: usize, work: usize, m: i32, k: i32): void {
  let span = 0;
  for (let map = 0; map < count; map++) span += spanOf(map);
  if (m == 0 || span == 0) return;
  putFactors(type, x, work, m, k);
  const bytes = bytesFor(m);
  if (bytes == INEXACT) {
    put<i32>(11, count);
    multiplyFew(productTile, span, 1);
    return;
  }
  splitRows(bytes);
  for (let map = 0; map < count; map++) if (columnsOf(map) > 0) multiplyMany(map);
}

/** `y₀ = activation(x W₀ᵀ (+ bias₀)) · (x W₁ᵀ (+ bias₁))` for two maps of n columns each; y₁ holds the factors. */
export function quantizedGated(type: i32, activation: i32, x: usize, work: usize, m: i32, k: i32): void {
  if (m == 0 || columnsOf(0) == 0) return;
  putFactors(type, x, work, m, k);
  const bytes = bytesFor(m);
  if (bytes != INEXACT) {
    splitRows(bytes);
    multiplyMany(1);
  }
  beginEpilogue(activation, resultOf(0), resultOf(1), 0);
  if (bytes != INEXACT) multiplyMany(0);
  else multiplyFew(gatedTile, columnsOf(0), 2);
  endEpilogue();
}
