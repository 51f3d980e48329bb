import { get, parallel, put } from './pool';
import { clearRun, copyRun, runsPerTile } from './runs';

// Triangles of matrices, and rows that are true at one place.

function triangularTile(tile: i32): void {
  const columns = get<i32>(4);
  const shift = get<usize>(5);
  const each = runsPerTile(<usize>columns << shift);
  const last = min((tile + 1) * each, get<i32>(2));
  for (let i = tile * each; i < last; i++) {
    const x = get<usize>(0) + ((<usize>i * <usize>columns) << shift);
    const y = get<usize>(1) + ((<usize>i * <usize>columns) << shift);
    // The first column that is above the diagonal in the lower part, on it in the upper one.
    const edge = <usize>max(0, min(columns, (i % get<i32>(3)) + get<i32>(6))) << shift;
    const end = <usize>columns << shift;
    if (get<bool>(7)) {
      copyRun(y, x, edge);
      clearRun(y + edge, end - edge);
    } else {
      clearRun(y, edge);
      copyRun(y + edge, x + edge, end - edge);
    }
  }
}

/**
 * Matrices [rows, columns], `allRows` rows of them: row i keeps what is left of column `i + edge` (lower) or what is
 * not (upper), the rest is 0. Elements of `1 << shift` bytes.
 */
export function triangular(
  x: usize,
  y: usize,
  allRows: i32,
  rows: i32,
  columns: i32,
  shift: usize,
  edge: i32,
  lower: bool,
): void {
  put<usize>(0, x);
  put<usize>(1, y);
  put<i32>(2, allRows);
  put<i32>(3, rows);
  put<i32>(4, columns);
  put<usize>(5, shift);
  put<i32>(6, edge);
  put<bool>(7, lower);
  const each = runsPerTile(<usize>columns << shift);
  parallel(triangularTile, (allRows + each - 1) / each);
}

function classTile(tile: i32): void {
  const classes = <usize>get<i32>(3);
  const each = runsPerTile(classes);
  const last = min((tile + 1) * each, get<i32>(2));
  for (let i = tile * each; i < last; i++) {
    const y = get<usize>(1) + <usize>i * classes;
    const target = load<i32>(get<usize>(0) + (<usize>i << 2));
    clearRun(y, classes);
    if (target != get<i32>(4)) store<u8>(y + <usize>target, 1);
  }
}

/** `y[i, targets[i]] = 1`, the rest 0, as bytes [rows, classes]; a row whose target is `ignore` is 0. */
export function classMask(targets: usize, y: usize, rows: i32, classes: i32, ignore: i32): void {
  put<usize>(0, targets);
  put<usize>(1, y);
  put<i32>(2, rows);
  put<i32>(3, classes);
  put<i32>(4, ignore);
  const each = runsPerTile(<usize>classes);
  parallel(classTile, (rows + each - 1) / each);
}
