import { get } from '../pool';
import {
  COLUMNS,
  HEIGHT,
  PHASE_ROWS,
  PHASES_X,
  PHASES_Y,
  PITCH,
  SPREAD_X,
  SPREAD_Y,
  STRIDE_X,
  STRIDE_Y,
  WIDTH,
} from './geometry';

/** Copies `bytes` bytes, a multiple of 4, and nothing beside: a last vector may overlap the one before. */
// @ts-ignore: decorator
@inline
function copyFloats(to: usize, from: usize, bytes: usize): void {
  if (bytes >= 16) {
    const last = bytes - 16;
    for (let at: usize = 0; at < last; at += 16) v128.store(to + at, v128.load(from + at));
    v128.store(to + last, v128.load(from + last));
  } else {
    for (let at: usize = 0; at < bytes; at += 4) store<u32>(to + at, load<u32>(from + at));
  }
}

/** One row of a phase: `count` elements that lie `stride` apart, put `spread` apart. */
// @ts-ignore: decorator
@inline
function moveRow(to: usize, from: usize, count: i32, stride: i32, spread: i32): void {
  if (stride == 1 && spread == 1) {
    copyFloats(to, from, <usize>count << 2);
    return;
  }
  if (stride == 2) {
    // Eight floats are read for four, but none behind the last.
    for (; count > 4; count -= 4) {
      v128.store(to, i32x4.shuffle(v128.load(from), v128.load(from, 16), 0, 2, 4, 6));
      from += 32;
      to += 16;
    }
  }
  if (spread == 2) {
    // The zero behind the last is the frame's, or an element of the next row, which is still to come.
    const zero = i32x4.splat(0);
    for (; count >= 4; count -= 4) {
      const four = v128.load(from);
      v128.store(to, i32x4.shuffle(four, zero, 0, 4, 1, 5));
      v128.store(to, i32x4.shuffle(four, zero, 2, 6, 3, 7), 16);
      from += 16;
      to += 32;
    }
  }
  for (; count > 0; count--) {
    store<u32>(to, load<u32>(from));
    from += <usize>stride << 2;
    to += <usize>spread << 2;
  }
}

/** The first index of a phase whose element lies in the plane, along an axis on which index 0 is at `start`. */
// @ts-ignore: decorator
@inline
function firstInside(start: i32, stride: i32, spread: i32): i32 {
  if (spread > 1) return start < 0 ? -start : (spread - (start % spread)) % spread;
  if (start >= 0) return 0;
  return stride == 1 ? -start : (stride - 1 - start) / stride;
}

/** The element of the plane at an index that lies in it. */
// @ts-ignore: decorator
@inline
function elementAt(index: i32, spread: i32): i32 {
  return spread == 1 ? index : index / spread;
}

/** How many of `length` indices from `first` on lie in the plane, whose element there is `element` of `size`. */
// @ts-ignore: decorator
@inline
function countInside(length: i32, first: i32, size: i32, element: i32, stride: i32, spread: i32): i32 {
  if (first >= length || element >= size) return 0;
  if (stride == 1 && spread == 1) return min(length - first, size - element);
  return min((length - 1 - first) / spread + 1, (size - 1 - element) / stride + 1);
}

/** Reads the part of a plane from (y, x) on, which may lie outside, into a patch that is zero there. */
export function readPatch(plane: usize, patch: usize, y: i32, x: i32): void {
  const height = get<i32>(HEIGHT);
  const width = get<i32>(WIDTH);
  const strideY = get<i32>(STRIDE_Y);
  const strideX = get<i32>(STRIDE_X);
  const spreadY = get<i32>(SPREAD_Y);
  const spreadX = get<i32>(SPREAD_X);
  const rows = get<i32>(PHASE_ROWS);
  const pitch = get<i32>(PITCH);
  for (let phaseY = 0; phaseY < get<i32>(PHASES_Y); phaseY++) {
    const row = firstInside(y + phaseY, strideY, spreadY);
    const elementY = elementAt(y + phaseY + row * strideY, spreadY);
    const count = countInside(rows, row, height, elementY, strideY, spreadY);
    for (let phaseX = 0; phaseX < get<i32>(PHASES_X); phaseX++) {
      const column = firstInside(x + phaseX, strideX, spreadX);
      const elementX = elementAt(x + phaseX + column * strideX, spreadX);
      const elements = countInside(pitch, column, width, elementX, strideX, spreadX);
      let to = patch + (<usize>(row * pitch + column) << 2);
      let from = plane + (<usize>(elementY * width + elementX) << 2);
      for (let left = count; left > 0; left--) {
        moveRow(to, from, elements, strideX, spreadX);
        to += <usize>(spreadY * pitch) << 2;
        from += <usize>(strideY * width) << 2;
      }
      patch += <usize>(rows * pitch) << 2;
    }
  }
}

/** A band of places into a plane of them, which it covers from (row, column) on. */
export function writeBand(band: usize, plane: usize, row: i32, rows: i32, column: i32, columns: i32): void {
  const line = <usize>get<i32>(COLUMNS) << 2;
  const pitch = <usize>get<i32>(PITCH) << 2;
  let from = band;
  let to = plane + <usize>row * line + (<usize>column << 2);
  for (; rows > 0; rows--) {
    copyFloats(to, from, <usize>columns << 2);
    from += pitch;
    to += line;
  }
}

/** The same back; what lies between the rows stays. */
export function readBand(band: usize, plane: usize, row: i32, rows: i32, column: i32, columns: i32): void {
  const line = <usize>get<i32>(COLUMNS) << 2;
  const pitch = <usize>get<i32>(PITCH) << 2;
  let to = band;
  let from = plane + <usize>row * line + (<usize>column << 2);
  for (; rows > 0; rows--) {
    copyFloats(to, from, <usize>columns << 2);
    from += line;
    to += pitch;
  }
}
