import { get, parallel, put } from '../pool';
import { bitsOf, floatOf } from './codes';
import {
  BLOCK,
  codesOf,
  EIGHT,
  GROUP,
  groupBytes,
  hasOffset,
  hasTwoScales,
  isFourBits,
  isLarge,
  KINDS,
  numbersOf,
  pieceOf,
  Q4_0,
} from './formats';

/** Number `j` of a row in a piece, `numbers` being the row's lane. */
// @ts-ignore: decorator
@inline
function numberAt(type: i32, numbers: usize, j: i32): i32 {
  if (!isFourBits(type)) return <i32>load<i8>(numbers + (<usize>(j >> 2) << 4) + <usize>(j & 3));
  const pair = <i32>load<u8>(numbers + (<usize>((j & 15) >> 2) << 4) + <usize>(j & 3));
  return ((pair >> ((j >> 4) << 2)) & 15) - (type == Q4_0 ? 8 : 0);
}

// @ts-ignore: decorator
@inline
function scaleAt(code: usize, kind: u8): f32 {
  return floatOf(bitsOf(load<u16>(code), kind));
}

/** Row `r` of a group as float32: product and offset are rounded one by one, as the format's reference has it. */
function expandRow(type: i32, group: usize, r: usize, to: usize, blocks: i32): void {
  const large = isLarge(type);
  const offsets = hasOffset(type);
  const twoScales = hasTwoScales(type);
  const kind = load<u8>(group + r);
  const numbers = numbersOf(isFourBits(type));
  const pieceBytes = pieceOf(isFourBits(type), large, offsets);
  let piece = group + KINDS;
  let by: f32 = 0;
  let offsetBy: f32 = 0;
  for (let b = 0; b < blocks; b++) {
    if (large && b % EIGHT == 0) {
      by = scaleAt(piece + (r << 1), kind);
      if (offsets) offsetBy = scaleAt(piece + 8 + (r << 1), kind);
      piece += codesOf(large, offsets);
    }
    const scales = piece + numbers;
    let scale: f32;
    let second: f32 = 0;
    if (twoScales) {
      scale = by * <f32>(<i32>load<i8>(scales + r));
      second = by * <f32>(<i32>load<i8>(scales + r, 4));
    } else if (large) {
      scale = by * <f32>(<i32>load<u8>(scales + r));
      second = offsetBy * <f32>(<i32>load<u8>(scales + r, 4));
    } else {
      scale = scaleAt(scales + (r << 1), kind);
      if (offsets) second = scaleAt(scales + 8 + (r << 1), kind);
    }
    for (let j = 0; j < BLOCK; j++) {
      const number = <f32>numberAt(type, piece + (r << 2), j);
      const own = twoScales && j >= 16 ? second : scale;
      store<f32>(to + (<usize>j << 2), offsets ? scale * number + second : own * number);
    }
    piece += pieceBytes;
    to += 128;
  }
}

/** Rows of one tile. */
const ROWS: i32 = 8;

function gatherTile(tile: i32): void {
  const type = get<i32>(0);
  const ids = get<usize>(2);
  const blocks = get<i32>(5) / BLOCK;
  const last = min((tile + 1) * ROWS, get<i32>(4));
  for (let i = tile * ROWS; i < last; i++) {
    const row = ids != 0 ? load<i32>(ids + (<usize>i << 2)) : i;
    const group = get<usize>(1) + <usize>(row / GROUP) * groupBytes(type, blocks);
    expandRow(type, group, <usize>(row % GROUP), get<usize>(3) + <usize>i * (<usize>blocks << 7), blocks);
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
