import { get, parallel, put } from '../pool';
import { BLOCK, GROUP, hasOffset, hasTwoScales, headBytes, isFourBits, pieceBytes, Q4_0 } from './formats';

/** Number `j` of a row in a piece, `numbers` being the row's lane. */
// @ts-ignore: decorator
@inline
function numberAt(type: i32, numbers: usize, j: i32): i32 {
  if (!isFourBits(type)) return <i32>load<i8>(numbers + (<usize>(j >> 2) << 4) + <usize>(j & 3));
  const pair = <i32>load<u8>(numbers + (<usize>((j & 15) >> 2) << 4) + <usize>(j & 3));
  return ((pair >> ((j >> 4) << 2)) & 15) - (type == Q4_0 ? 8 : 0);
}

/** A row as float32: product and offset are rounded one by one, as the format's reference has it. */
function expandRow(type: i32, lane: usize, to: usize, blocks: i32): void {
  const piece = <usize>pieceBytes(type);
  const head = <usize>headBytes(type);
  const offsets = hasOffset(type);
  const twoScales = hasTwoScales(type);
  for (let b = 0; b < blocks; b++) {
    const scale = load<f32>(lane);
    const second = offsets || twoScales ? load<f32>(lane, 16) : 0;
    for (let j = 0; j < BLOCK; j++) {
      const number = <f32>numberAt(type, lane + head, j);
      const own = twoScales && j >= 16 ? second : scale;
      store<f32>(to + (<usize>j << 2), offsets ? scale * number + second : own * number);
    }
    lane += piece;
    to += 128;
  }
}

/** Rows of one tile. */
const ROWS: i32 = 8;

function gatherTile(tile: i32): void {
  const type = get<i32>(0);
  const ids = get<usize>(2);
  const blocks = get<i32>(5) / BLOCK;
  const groupBytes = <usize>blocks * <usize>pieceBytes(type);
  const last = min((tile + 1) * ROWS, get<i32>(4));
  for (let i = tile * ROWS; i < last; i++) {
    const row = ids != 0 ? load<i32>(ids + (<usize>i << 2)) : i;
    const lane = get<usize>(1) + <usize>(row / GROUP) * groupBytes + (<usize>(row % GROUP) << 2);
    expandRow(type, lane, get<usize>(3) + <usize>i * (<usize>blocks << 7), blocks);
  }
}

/** Rows of a matrix in blocks as float32, by id; `ids` 0: the first `count`. The host has checked the ids. */
export function quantizedRows(type: i32, matrix: usize, ids: usize, y: usize, count: i32, columns: i32): void {
  put<i32>(0, type);
  put<usize>(1, matrix);
  put<usize>(2, ids);
  put<usize>(3, y);
  put<i32>(4, count);
  put<i32>(5, columns);
  parallel(gatherTile, (count + ROWS - 1) / ROWS);
}
