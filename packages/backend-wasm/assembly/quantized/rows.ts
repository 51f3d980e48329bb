import { get, parallel, put } from '../pool';
import {
  fileBlock,
  fileBytes,
  GROUP,
  hasOffset,
  headBytes,
  isFourBits,
  keptBytes,
  keptStart,
  pieceBytes,
  Q4_0,
  Q4_1,
  Q4_K,
  Q5_0,
  Q5_1,
  Q5_K,
  Q6_K,
  Q8_0,
} from './formats';
import { loadHalf, storeHalf } from './half';

// Rows of a matrix, from the bytes of a file to their places in groups and back. Four columns of a row, a 32-bit word,
// move at once. A word of 16 bytes of two numbers each has columns j … j + 3 in the low and 16 + j … in the high bits.

const LOW: u32 = 0x0f0f0f0f;
const ONES: u32 = 0x01010101;
const TOP: u32 = 0x80808080;

/** `v − by` in each byte, v and by below 128. */
// @ts-ignore: decorator
@inline
function lower(v: u32, by: u32): u32 {
  return ((v | TOP) - by) ^ TOP;
}

/** Undoes {@link lower}. */
// @ts-ignore: decorator
@inline
function raise(v: u32, by: u32): u32 {
  return ((v ^ TOP) + by) ^ TOP;
}

/** Four bits, each to the fifth place of its byte. */
// @ts-ignore: decorator
@inline
function spread(bits: u32): u32 {
  return (((bits & 15) * 0x00204081) & ONES) << 4;
}

/** Undoes {@link spread}. */
// @ts-ignore: decorator
@inline
function gather(v: u32): u32 {
  return (((v >> 4) & ONES) * 0x10204080) >> 28;
}

/** Scale and least number of a sub-block of Q4_K and Q5_K: six bits each, packed into 12 bytes. */
function subScale(at: usize, index: i32): u32 {
  if (index < 4) return <u32>load<u8>(at + <usize>index) & 63;
  return (<u32>load<u8>(at + <usize>index + 4) & 15) | ((<u32>load<u8>(at + <usize>index - 4) >> 6) << 4);
}

function subLeast(at: usize, index: i32): u32 {
  if (index < 4) return <u32>load<u8>(at + <usize>index + 4) & 63;
  return (<u32>load<u8>(at + <usize>index + 4) >> 4) | ((<u32>load<u8>(at + <usize>index) >> 6) << 4);
}

/** One block of 32 of the small types; `to` is the row's lane of the piece. */
function placeSmall(type: i32, from: usize, to: usize): void {
  const numbers = to + <usize>headBytes(type);
  store<f32>(to, loadHalf(from));
  if (hasOffset(type)) {
    store<f32>(to, loadHalf(from + 2), 16);
    from += 2;
  }
  from += 2;
  if (isFourBits(type)) {
    for (let v: usize = 0; v < 4; v++) store<u32>(numbers + (v << 4), load<u32>(from + (v << 2)));
    return;
  }
  if (type == Q8_0) {
    for (let v: usize = 0; v < 8; v++) store<u32>(numbers + (v << 4), load<u32>(from + (v << 2)));
    return;
  }
  const high = load<u32>(from);
  const middle: u32 = type == Q5_0 ? 0x10101010 : 0;
  for (let v: usize = 0; v < 4; v++) {
    const pairs = load<u32>(from + 4 + (v << 2));
    store<u32>(numbers + (v << 4), lower((pairs & LOW) | spread(high >> <u32>(v << 2)), middle));
    const upper = ((pairs >> 4) & LOW) | spread(high >> (16 + <u32>(v << 2)));
    store<u32>(numbers + (v << 4), lower(upper, middle), 64);
  }
}

function takeSmall(type: i32, from: usize, to: usize): void {
  const numbers = from + <usize>headBytes(type);
  storeHalf(to, load<f32>(from));
  if (hasOffset(type)) {
    storeHalf(to + 2, load<f32>(from, 16));
    to += 2;
  }
  to += 2;
  if (isFourBits(type) || type == Q8_0) {
    const words: usize = type == Q8_0 ? 8 : 4;
    for (let v: usize = 0; v < words; v++) store<u32>(to + (v << 2), load<u32>(numbers + (v << 4)));
    return;
  }
  const middle: u32 = type == Q5_0 ? 0x10101010 : 0;
  let high: u32 = 0;
  for (let v: usize = 0; v < 4; v++) {
    const first = raise(load<u32>(numbers + (v << 4)), middle);
    const second = raise(load<u32>(numbers + (v << 4), 64), middle);
    high |= (gather(first) << <u32>(v << 2)) | (gather(second) << (16 + <u32>(v << 2)));
    store<u32>(to + 4 + (v << 2), (first & LOW) | ((second & LOW) << 4));
  }
  store<u32>(to, high);
}

/** Sub-block `index` of 32 of a super-block of the K types. */
function placeLarge(type: i32, from: usize, to: usize, index: i32): void {
  const numbers = to + <usize>headBytes(type);
  if (type == Q6_K) {
    const scale = loadHalf(from + 208);
    store<f32>(to, scale * <f32>(<i32>load<i8>(from + 192 + <usize>(2 * index))));
    store<f32>(to, scale * <f32>(<i32>load<i8>(from + 193 + <usize>(2 * index))), 16);
    const low = from + <usize>((index >> 2) * 64 + (index & 1) * 32);
    const high = from + 128 + <usize>((index >> 2) * 32);
    const shift = <u32>((index & 2) << 1);
    const twos = <u32>((index & 3) << 1);
    for (let v: usize = 0; v < 8; v++) {
      const four = (load<u32>(low + (v << 2)) >> shift) & LOW;
      const two = ((load<u32>(high + (v << 2)) >> twos) & 0x03030303) << 4;
      store<u32>(numbers + (v << 4), lower(four | two, 0x20202020));
    }
    return;
  }
  store<f32>(to, loadHalf(from) * <f32>subScale(from + 4, index));
  store<f32>(to, -(loadHalf(from + 2) * <f32>subLeast(from + 4, index)), 16);
  const fives = type == Q5_K;
  const pairs = from + (fives ? 48 : 16) + <usize>((index >> 1) * 32);
  const shift = <u32>((index & 1) << 2);
  for (let v: usize = 0; v < 4; v++) {
    const first = (load<u32>(pairs + (v << 2)) >> shift) & LOW;
    const second = (load<u32>(pairs + (v << 2), 16) >> shift) & LOW;
    if (!fives) {
      store<u32>(numbers + (v << 4), first | (second << 4));
      continue;
    }
    const bits = from + 16 + (v << 2);
    store<u32>(numbers + (v << 4), first | (((load<u32>(bits) >> <u32>index) & ONES) << 4));
    store<u32>(numbers + (v << 4), second | (((load<u32>(bits, 16) >> <u32>index) & ONES) << 4), 64);
  }
}

/** `to` is all zero at first: bits are added. */
function takeLarge(type: i32, from: usize, to: usize, index: i32): void {
  const numbers = from + <usize>headBytes(type);
  if (type == Q6_K) {
    const low = to + <usize>((index >> 2) * 64 + (index & 1) * 32);
    const high = to + 128 + <usize>((index >> 2) * 32);
    const shift = <u32>((index & 2) << 1);
    const twos = <u32>((index & 3) << 1);
    for (let v: usize = 0; v < 8; v++) {
      const six = raise(load<u32>(numbers + (v << 4)), 0x20202020);
      addBits(low + (v << 2), (six & LOW) << shift);
      addBits(high + (v << 2), ((six >> 4) & 0x03030303) << twos);
    }
    return;
  }
  const fives = type == Q5_K;
  const pairs = to + (fives ? 48 : 16) + <usize>((index >> 1) * 32);
  const shift = <u32>((index & 1) << 2);
  for (let v: usize = 0; v < 4; v++) {
    const word = load<u32>(numbers + (v << 4));
    const second = fives ? load<u32>(numbers + (v << 4), 64) : word >> 4;
    addBits(pairs + (v << 2), (word & LOW) << shift);
    addBits(pairs + (v << 2) + 16, (second & LOW) << shift);
    if (!fives) continue;
    addBits(to + 16 + (v << 2), ((word >> 4) & ONES) << <u32>index);
    addBits(to + 32 + (v << 2), ((second >> 4) & ONES) << <u32>index);
  }
}

// @ts-ignore: decorator
@inline
function addBits(at: usize, bits: u32): void {
  store<u32>(at, load<u32>(at) | bits);
}

/** Where the kept bytes of a K type stand in a file's block. */
// @ts-ignore: decorator
@inline
function keptPlace(type: i32): usize {
  return type == Q6_K ? 192 : 0;
}

/** A row between the file's bytes and its lane in a group. */
function moveRow(type: i32, file: usize, lane: usize, kept: usize, columns: i32, back: bool): void {
  const piece = <usize>pieceBytes(type);
  const bytes = <usize>fileBytes(type);
  const blocks = columns / fileBlock(type);
  for (let b = 0; b < blocks; b++) {
    if (type < Q4_K) {
      if (back) takeSmall(type, lane, file);
      else placeSmall(type, file, lane);
      lane += piece;
    } else {
      const few = <usize>keptBytes(type);
      if (back) {
        memory.fill(file, 0, bytes);
        memory.copy(file + keptPlace(type), kept, few);
      } else memory.copy(kept, file + keptPlace(type), few);
      for (let index = 0; index < 8; index++) {
        if (back) takeLarge(type, lane, file, index);
        else placeLarge(type, file, lane, index);
        lane += piece;
      }
      kept += few;
    }
    file += bytes;
  }
}

function rowsTile(tile: i32): void {
  const type = get<i32>(0);
  const columns = get<i32>(4);
  const first = get<i32>(5);
  const last = first + get<i32>(6);
  const groupBytes = <usize>(columns / 32) * <usize>pieceBytes(type);
  const fileRow = <usize>(columns / fileBlock(type)) * <usize>fileBytes(type);
  const keptRow = <usize>(columns / 256) * <usize>keptBytes(type);
  const group = first / GROUP + tile;
  const start = max(first, group * GROUP);
  const end = min(last, group * GROUP + GROUP);
  for (let row = start; row < end; row++) {
    moveRow(
      type,
      get<usize>(1) + <usize>(row - first) * fileRow,
      get<usize>(2) + <usize>group * groupBytes + <usize>((row % GROUP) << 2),
      get<usize>(3) + <usize>row * keptRow,
      columns,
      get<bool>(7),
    );
  }
}

/**
 * Moves rows `[first, first + count)` of a matrix of `rows` × `columns` at `matrix` from the file's bytes at `file`, or
 * back there.
 */
export function moveQuantizedRows(
  type: i32,
  file: usize,
  matrix: usize,
  rows: i32,
  columns: i32,
  first: i32,
  count: i32,
  back: bool,
): void {
  if (count == 0 || columns == 0) return;
  put<i32>(0, type);
  put<usize>(1, file);
  put<usize>(2, matrix);
  put<usize>(3, matrix + keptStart(type, rows, columns));
  put<i32>(4, columns);
  put<i32>(5, first);
  put<i32>(6, count);
  put<bool>(7, back);
  parallel(rowsTile, (first + count - 1) / GROUP - first / GROUP + 1);
}
