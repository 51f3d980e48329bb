import { get, parallel, put } from '../pool';
import { bitsOf, floatOf } from './codes';
import {
  BLOCK,
  bytePlace,
  codePlace,
  codesOf,
  EIGHT,
  groupBytes,
  groupRows,
  hasOffset,
  hasTwoScales,
  isFourBits,
  isLarge,
  KINDS,
  NUMBERS,
  pieceOf,
  Q4_0,
} from './formats';
import { flipOf } from './words';

/** Number `j` of row `r` in the piece at `piece`; `flip` of a 4-bit number: see words.ts. */
// @ts-ignore: decorator
@inline
function numberAt(type: i32, piece: usize, r: usize, j: i32, flip: i32): i32 {
  const at = piece + ((r & 3) << 2) + (<usize>(j >> 2) << 4) + <usize>(j & 3);
  if (!isFourBits(type)) return <i32>load<i8>(at);
  return (((<i32>load<u8>(at) >> <i32>(r & 4)) & 15) ^ flip) - (type == Q4_0 ? 8 : 0);
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
  const four = isFourBits(type);
  const flip = four ? <i32>(flipOf(r) & 15) : 0;
  const pieceBytes = pieceOf(four, large, offsets);
  let piece = group + KINDS;
  let by: f32 = 0;
  let offsetBy: f32 = 0;
  for (let b = 0; b < blocks; b++) {
    if (large && b % EIGHT == 0) {
      by = scaleAt(piece + codePlace(type, r, 0), kind);
      if (offsets) offsetBy = scaleAt(piece + codePlace(type, r, 1), kind);
      piece += codesOf(four, large, offsets);
    }
    const scales = piece + NUMBERS;
    let scale: f32;
    let second: f32 = 0;
    if (twoScales) {
      scale = by * <f32>(<i32>load<i8>(scales + bytePlace(r, 0)));
      second = by * <f32>(<i32>load<i8>(scales + bytePlace(r, 1)));
    } else if (large) {
      scale = by * <f32>(<i32>load<u8>(scales + bytePlace(r, 0)));
      second = offsetBy * <f32>(<i32>load<u8>(scales + bytePlace(r, 1)));
    } else {
      scale = scaleAt(scales + codePlace(type, r, 0), kind);
      if (offsets) second = scaleAt(scales + codePlace(type, r, 1), kind);
    }
    for (let j = 0; j < BLOCK; j++) {
      const number = <f32>numberAt(type, piece, r, j, flip);
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
  const each = groupRows(type);
  const last = min((tile + 1) * ROWS, get<i32>(4));
  for (let i = tile * ROWS; i < last; i++) {
    const row = ids != 0 ? load<i32>(ids + (<usize>i << 2)) : i;
    const group = get<usize>(1) + <usize>(row / each) * groupBytes(type, blocks);
    expandRow(type, group, <usize>(row % each), get<usize>(3) + <usize>i * (<usize>blocks << 7), blocks);
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
