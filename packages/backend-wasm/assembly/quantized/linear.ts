import { RELAXED } from '../lanes';
import { beginEpilogue, endEpilogue, finish } from '../matmul/epilogue';
import { get, parallel, put, scratch, stretch } from '../pool';
import { ACTIVATION_BYTES, BLOCKS_PER_TILE, quantizeTile } from './activations';
import { bytesAre, INEXACT } from './bytes';
import { digitsTile } from './digits';
import { rowKernel } from './dot';
import { digitsKernel } from './dot-digits';
import { dotEightBitsFour, dotFourBitsFour } from './dot-four';
import { factorsOf } from './codes';
import {
  BLOCK,
  GROUP,
  groupBytes,
  hasOffset,
  hasTwoScales,
  isFourBits,
  isLarge,
  KINDS,
} from './formats';
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

/** Columns `[firstColumn, lastColumn)` of one map. */
function multiplyColumns(map: i32, firstRow: i32, lastRow: i32, firstColumn: i32, lastColumn: i32): void {
  const type = get<i32>(0);
  const blocks = get<i32>(8) / BLOCK;
  const rowBytes = <usize>blocks * ACTIVATION_BYTES;
  const offsets = hasOffset(type);
  const large = isLarge(type);
  const four = isFourBits(type);
  const twoScales = hasTwoScales(type);
  const kernel = rowKernel(type).index;
  for (let column = firstColumn; column < lastColumn; column += GROUP) {
    const group = weightOf(map) + <usize>(column / GROUP) * groupBytes(type, blocks);
    const w = group + KINDS;
    const factors = factorsOf(group);
    let row = firstRow;
    let x = get<usize>(5) + <usize>row * rowBytes;
    for (; row + 4 <= lastRow; row += 4) {
      if (four) dotFourBitsFour(w, x, rowBytes, blocks, factors, large, offsets, scratch + 64);
      else dotEightBitsFour(w, x, rowBytes, blocks, factors, large, offsets, twoScales, scratch + 64);
      for (let i = 0; i < 4; i++) putSums(v128.load(scratch + 64 + (<usize>i << 4)), map, row + i, column);
      x += rowBytes << 2;
    }
    for (; row < lastRow; row++) {
      putSums(call_indirect<v128>(kernel, w, x, blocks, factors), map, row, column);
      x += rowBytes;
    }
  }
}

/** The same for rows of x in digits. */
function multiplyDigits(map: i32, firstRow: i32, lastRow: i32, firstColumn: i32, lastColumn: i32): void {
  const type = get<i32>(0);
  const blocks = get<i32>(8) / BLOCK;
  const rowBytes = <usize>blocks * ACTIVATION_BYTES;
  const kernel = digitsKernel(type).index;
  for (let column = firstColumn; column < lastColumn; column += GROUP) {
    const group = weightOf(map) + <usize>(column / GROUP) * groupBytes(type, blocks);
    const factors = factorsOf(group);
    let x = get<usize>(5) + <usize>firstRow * rowBytes;
    for (let row = firstRow; row < lastRow; row++) {
      putSums(call_indirect<v128>(kernel, group + KINDS, x, blocks, factors), map, row, column);
      x += rowBytes;
    }
  }
}

/** Some columns of some rows, however x is kept. */
function multiplyTile(map: i32, firstRow: i32, lastRow: i32, firstColumn: i32, lastColumn: i32): void {
  if (RELAXED && get<i32>(14) != INEXACT) multiplyDigits(map, firstRow, lastRow, firstColumn, lastColumn);
  else multiplyColumns(map, firstRow, lastRow, firstColumn, lastColumn);
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
  return max(<f64>m * <f64>blocks * <f64>ACTIVATION_BYTES, panelBytes(m, blocks));
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
  parallel(bytes == INEXACT ? quantizeTile : digitsTile, (m * blocks + BLOCKS_PER_TILE - 1) / BLOCKS_PER_TILE);
  const each = (<i64>groupBytes(get<i32>(0), blocks) / GROUP) * <i64>matrices;
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
  splitRows();
  for (let map = 0; map < count; map++) if (columnsOf(map) > 0) multiplyMany(map, bytes);
}

/** `y₀ = activation(x W₀ᵀ (+ bias₀)) · (x W₁ᵀ (+ bias₁))` for two maps of n columns each; y₁ holds the factors. */
export function quantizedGated(type: i32, activation: i32, x: usize, work: usize, m: i32, k: i32): void {
  if (m == 0 || columnsOf(0) == 0) return;
  putFactors(type, x, work, m, k);
  const bytes = bytesFor(m);
  if (bytes != INEXACT) {
    splitRows();
    multiplyMany(1, bytes);
  }
  beginEpilogue(activation, resultOf(0), resultOf(1), 0);
  if (bytes != INEXACT) multiplyMany(0, bytes);
  else multiplyFew(gatedTile, columnsOf(0), 2);
  endEpilogue();
}
