import { get, parallel, put } from './pool';
import { copyRun, runsPerTile } from './runs';

// Rows by id, along any axis: x is [outer, rows, width]. The host has checked the ids.

function gatherTile(tile: i32): void {
  const count = get<i32>(3);
  const bytes = get<usize>(4);
  const rows = get<usize>(6);
  const each = runsPerTile(bytes);
  const first = tile * each;
  const last = min(first + each, get<i32>(5) * count);
  let block = <usize>(first / count);
  let place = first % count;
  let to = get<usize>(2) + <usize>first * bytes;
  for (let i = first; i < last; i++) {
    const id = load<u32>(get<usize>(1) + (<usize>place << 2));
    copyRun(to, get<usize>(0) + (block * rows + <usize>id) * bytes, bytes);
    to += bytes;
    if (++place < count) continue;
    place = 0;
    block++;
  }
}

/** `y[o, i] = x[o, ids[i]]`, x [outer, rows] of runs of `bytes` bytes. */
export function gatherRows(x: usize, ids: usize, y: usize, outer: i32, rows: usize, count: i32, bytes: usize): void {
  put<usize>(0, x);
  put<usize>(1, ids);
  put<usize>(2, y);
  put<i32>(3, count);
  put<usize>(4, bytes);
  put<i32>(5, outer);
  put<usize>(6, rows);
  const each = runsPerTile(bytes);
  parallel(gatherTile, (outer * count + each - 1) / each);
}

/** Columns of one tile: each tile adds up all rows for its columns, in the order of the ids. */
const COLUMNS: i32 = 64;

/** `to += from`, `bytes` a multiple of four. */
// @ts-ignore: decorator
@inline
function addRun(to: usize, from: usize, bytes: usize): void {
  const end = to + bytes;
  for (const whole = to + (bytes & ~15); to < whole; to += 16) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    from += 16;
  }
  for (; to < end; to += 4) {
    store<f32>(to, load<f32>(to) + load<f32>(from));
    from += 4;
  }
}

/** Columns `[first, first + columns)` of one block of the outer axis. */
function scatterBlock(block: usize, first: i32, columns: i32): void {
  const ids = get<usize>(1);
  const rows = get<usize>(3);
  const count = get<i32>(4);
  const step = <usize>get<i32>(5) << 2;
  const padding = get<i32>(6);
  const offset = <usize>first << 2;
  const bytes = <usize>columns << 2;
  const y = get<usize>(2) + block * rows * step + offset;
  let from = get<usize>(0) + block * <usize>count * step + offset;
  if (bytes == step) memory.fill(y, 0, rows * step);
  else for (let i: usize = 0; i < rows; i++) memory.fill(y + i * step, 0, bytes);
  for (let i = 0; i < count; i++) {
    const id = load<i32>(ids + (<usize>i << 2));
    if (id != padding) addRun(y + <usize>id * step, from, bytes);
    from += step;
  }
}

/** Blocks of the outer axis that one tile takes. */
// @ts-ignore: decorator
@inline
function blocksPerTile(rows: i32, count: i32, width: i32): i32 {
  const work = <i64>(rows + count) * <i64>min(width, COLUMNS);
  return <i32>max<i64>(1, 16384 / max<i64>(1, work));
}

function scatterTile(tile: i32): void {
  const width = get<i32>(5);
  const across = (width + COLUMNS - 1) / COLUMNS;
  const each = get<i32>(8);
  const begin = (tile / across) * each;
  const first = (tile % across) * COLUMNS;
  const end = min(begin + each, get<i32>(7));
  for (let block = begin; block < end; block++) scatterBlock(<usize>block, first, min(COLUMNS, width - first));
}

/**
 * `y[o, id] = Σ x[o, i] over ids[i] = id`, y [outer, rows, width]; `padding` gets nothing (−1: none is left out).
 */
export function scatterRows(
  x: usize,
  ids: usize,
  y: usize,
  outer: i32,
  rows: i32,
  count: i32,
  width: i32,
  padding: i32,
): void {
  const each = blocksPerTile(rows, count, width);
  put<usize>(0, x);
  put<usize>(1, ids);
  put<usize>(2, y);
  put<usize>(3, <usize>rows);
  put<i32>(4, count);
  put<i32>(5, width);
  put<i32>(6, padding);
  put<i32>(7, outer);
  put<i32>(8, each);
  parallel(scatterTile, ((outer + each - 1) / each) * ((width + COLUMNS - 1) / COLUMNS));
}
