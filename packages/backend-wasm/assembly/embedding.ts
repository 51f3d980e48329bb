import { get, parallel, put } from './pool';
import { rowsPerTile } from './rows/shared';

// Rows by id. The host has checked the ids.

function gatherTile(tile: i32): void {
  const count = get<i32>(3);
  const bytes = get<usize>(4);
  const each = rowsPerTile(<i32>(bytes >> 2));
  const first = tile * each;
  for (let i = first; i < min(first + each, count); i++) {
    const id = load<u32>(get<usize>(1) + (<usize>i << 2));
    memory.copy(get<usize>(2) + <usize>i * bytes, get<usize>(0) + <usize>id * bytes, bytes);
  }
}

/** `y[i] = table[ids[i]]` for rows of `bytes` bytes. */
export function gatherRows(table: usize, ids: usize, y: usize, count: i32, bytes: i32): void {
  put<usize>(0, table);
  put<usize>(1, ids);
  put<usize>(2, y);
  put<i32>(3, count);
  put<usize>(4, bytes);
  const each = rowsPerTile(bytes >> 2);
  parallel(gatherTile, (count + each - 1) / each);
}

/** Columns of one tile: each tile adds up all rows for its columns, in the order of the ids. */
const COLUMNS: i32 = 64;

function scatterTile(tile: i32): void {
  const ids = get<usize>(1);
  const rows = get<i32>(3);
  const count = get<i32>(4);
  const width = get<i32>(5);
  const padding = get<i32>(6);
  const step = <usize>width << 2;
  const first = tile * COLUMNS;
  const columns = min(COLUMNS, width - first);
  const offset = <usize>first << 2;
  const bytes = <usize>columns << 2;
  for (let i = 0; i < rows; i++) memory.fill(get<usize>(2) + <usize>i * step + offset, 0, bytes);
  for (let i = 0; i < count; i++) {
    const id = load<i32>(ids + (<usize>i << 2));
    if (id == padding) continue;
    let from = get<usize>(0) + <usize>i * step + offset;
    let to = get<usize>(2) + <usize>id * step + offset;
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
}

/** `y[id] = Σ x[i] over ids[i] = id`, y [rows, width]; `padding` gets nothing (−1: none is left out). */
export function scatterRows(x: usize, ids: usize, y: usize, rows: i32, count: i32, width: i32, padding: i32): void {
  put<usize>(0, x);
  put<usize>(1, ids);
  put<usize>(2, y);
  put<i32>(3, rows);
  put<i32>(4, count);
  put<i32>(5, width);
  put<i32>(6, padding);
  parallel(scatterTile, (width + COLUMNS - 1) / COLUMNS);
}
