import { get, parallel, put } from '../pool';
import { kindOf } from './codes';
import { BLOCK, blocksBytes, fileBlock, fileBytes, groupBytes, groupRows, hasOffset, isLarge, KINDS } from './formats';
import { placeLarge, scalePlace, takeLarge } from './large';
import { placeSmall, takeSmall } from './small';

// Rows of a matrix, from the bytes of a file to their places in groups and back.

/** The kind of a row, from its file's bytes. */
function kindOfRow(type: i32, file: usize, blocks: i32): u8 {
  let largest: u32 = 0;
  for (let b = 0; b < blocks; b++) {
    largest = max(largest, <u32>load<u16>(file + scalePlace(type)) & 0x7fff);
    if (hasOffset(type)) largest = max(largest, <u32>load<u16>(file, 2) & 0x7fff);
    file += <usize>fileBytes(type);
  }
  return kindOf(largest);
}

/** Row `r` of a group between the file's bytes and its lane. */
function moveRow(type: i32, file: usize, group: usize, r: usize, columns: i32, back: bool): void {
  const blocks = columns / fileBlock(type);
  const step = blocksBytes(type, fileBlock(type) / BLOCK);
  if (!back) store<u8>(group + r, kindOfRow(type, file, blocks));
  const kind = load<u8>(group + r);
  let at = group + KINDS;
  for (let b = 0; b < blocks; b++) {
    if (isLarge(type)) {
      if (back) takeLarge(type, kind, at, r, file);
      else placeLarge(type, kind, file, at, r);
    } else if (back) takeSmall(type, kind, at, r, file);
    else placeSmall(type, kind, file, at, r);
    at += step;
    file += <usize>fileBytes(type);
  }
}

function rowsTile(tile: i32): void {
  const type = get<i32>(0);
  const columns = get<i32>(3);
  const first = get<i32>(4);
  const last = first + get<i32>(5);
  const fileRow = <usize>(columns / fileBlock(type)) * <usize>fileBytes(type);
  const each = groupRows(type);
  const group = first / each + tile;
  const start = max(first, group * each);
  const end = min(last, group * each + each);
  for (let row = start; row < end; row++) {
    moveRow(
      type,
      get<usize>(1) + <usize>(row - first) * fileRow,
      get<usize>(2) + <usize>group * groupBytes(type, columns / BLOCK),
      <usize>(row % each),
      columns,
      get<bool>(6),
    );
  }
}

/**
 * Moves rows `[first, first + count)` of a matrix with so many columns at `matrix` from the file's bytes at `file`, or
 * back there.
 */
export function moveQuantizedRows(
  type: i32,
  file: usize,
  matrix: usize,
  columns: i32,
  first: i32,
  count: i32,
  back: bool,
): void {
  if (count == 0 || columns == 0) return;
  put<i32>(0, type);
  put<usize>(1, file);
  put<usize>(2, matrix);
  put<i32>(3, columns);
  put<i32>(4, first);
  put<i32>(5, count);
  put<bool>(6, back);
  const each = groupRows(type);
  parallel(rowsTile, (first + count - 1) / each - first / each + 1);
}
