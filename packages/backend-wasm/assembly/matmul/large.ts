import { get, parallel, put } from '../pool';
import { INNER_BLOCK, multiplyBlock, paddedColumns, ROW_BLOCK } from './block';
import { finish } from './epilogue';
import { COLUMNS, packB } from './pack';

// One large product: first all threads pack B, then they claim blocks of C. The blocks get smaller until there
// are enough of them to go round; this changes who computes an element, never how.

/** Panels of B that one tile packs. */
const PANELS_PER_TILE: i32 = 16;
/** With fewer blocks than this, threads would wait for the last one. */
const ENOUGH_BLOCKS: i64 = 16;
/** With so many rows, blocks of half as many rows rather than of half as many columns. */
const MANY_ROWS: i32 = 4 * ROW_BLOCK;
/** Multiplications that make a block worth handing to another thread. */
const WORK_PER_BLOCK: i64 = 65536;

function packTile(tile: i32): void {
  const b = get<usize>(1);
  const n = get<i32>(4);
  const k = get<i32>(5);
  const transB = get<bool>(7);
  const packed = get<usize>(10);
  const groups = get<i32>(15);
  const start = (tile / groups) * INNER_BLOCK;
  const inner = min(k - start, INNER_BLOCK);
  const first = (tile % groups) * PANELS_PER_TILE * COLUMNS;
  const last = min(first + PANELS_PER_TILE * COLUMNS, n);
  const target = packed + ((<usize>start * <usize>paddedColumns(n) + <usize>first * <usize>inner) << 2);
  packB(b, transB ? k : n, transB, first, last - first, start, inner, target);
}

function blockTile(tile: i32): void {
  const m = get<i32>(3);
  const n = get<i32>(4);
  const k = get<i32>(5);
  const transA = get<bool>(6);
  const rowBlock = get<i32>(11);
  const columnBlock = get<i32>(12);
  const across = get<i32>(13);
  const row = (tile / across) * rowBlock;
  const column = (tile % across) * columnBlock;
  const rows = min(m - row, rowBlock);
  const columns = min(n - column, columnBlock);
  const lead = get<i32>(14);
  const c = get<usize>(2);
  multiplyBlock(
    get<usize>(0),
    transA ? m : k,
    transA,
    get<usize>(10),
    c,
    lead,
    n,
    k,
    get<usize>(8),
    get<bool>(9),
    row,
    rows,
    column,
    columns,
  );
  finish(c + ((<usize>row * <usize>lead + <usize>column) << 2), lead, rows, columns);
}

/** Packs B into `packed`, room for K × N floats, N rounded up to a multiple of 8. */
export function pack(b: usize, n: i32, k: i32, transB: bool, packed: usize): void {
  const groups = blocks(n, PANELS_PER_TILE * COLUMNS);
  put<usize>(1, b);
  put<i32>(4, n);
  put<i32>(5, k);
  put<bool>(7, transB);
  put<usize>(10, packed);
  put<i32>(15, groups);
  parallel(packTile, groups * blocks(k, INNER_BLOCK));
}

/** `C = A · B (+ bias, + C)` with the B that {@link pack} left; rows of C are `leadC` floats long. */
export function multiplyWithPacked(
  a: usize,
  c: usize,
  leadC: i32,
  m: i32,
  n: i32,
  k: i32,
  transA: bool,
  bias: usize,
  accumulate: bool,
  packed: usize,
): void {
  const enough = min(ENOUGH_BLOCKS, 1 + (<i64>m * <i64>n * <i64>k) / WORK_PER_BLOCK);
  let rowBlock = ROW_BLOCK;
  let columnBlock = min(paddedColumns(n), 512);
  while (<i64>(blocks(m, rowBlock) * blocks(n, columnBlock)) < enough && columnBlock > 64) {
    // Each block packs its rows anew, so that of many rows fewer come first; few rows would stream B once more.
    const byRows = m >= MANY_ROWS ? rowBlock > ROW_BLOCK / 2 : columnBlock <= 128 && rowBlock > 18 && m > ROW_BLOCK;
    if (byRows) rowBlock >>= 1;
    else columnBlock = paddedColumns(columnBlock >> 1);
  }
  put<usize>(0, a);
  put<usize>(2, c);
  put<i32>(3, m);
  put<i32>(4, n);
  put<i32>(5, k);
  put<bool>(6, transA);
  put<usize>(8, bias);
  put<bool>(9, accumulate);
  put<usize>(10, packed);
  put<i32>(11, rowBlock);
  put<i32>(12, columnBlock);
  put<i32>(13, blocks(n, columnBlock));
  put<i32>(14, leadC);
  parallel(blockTile, blocks(m, rowBlock) * blocks(n, columnBlock));
}

// @ts-ignore: decorator
@inline
export function blocks(length: i32, block: i32): i32 {
  return (length + block - 1) / block;
}
