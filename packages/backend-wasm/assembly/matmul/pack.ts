// Packing: operands are copied into panels in the order in which the micro-kernel reads them, so that its inner
// loop walks two streams of unit stride, whatever the transposition. Missing rows and columns become zeros.

import { RELAXED } from '../lanes';
import { tileRows } from './micro';

export const COLUMNS: i32 = 8;

/** Four vectors of a 4×4 block, transposed and stored at four places `stride` bytes apart. */
// @ts-ignore: decorator
@inline
function storeTransposed(target: usize, stride: usize, r0: v128, r1: v128, r2: v128, r3: v128): void {
  const low01 = i32x4.shuffle(r0, r1, 0, 4, 1, 5);
  const low23 = i32x4.shuffle(r2, r3, 0, 4, 1, 5);
  const high01 = i32x4.shuffle(r0, r1, 2, 6, 3, 7);
  const high23 = i32x4.shuffle(r2, r3, 2, 6, 3, 7);
  v128.store(target, i64x2.shuffle(low01, low23, 0, 2));
  v128.store(target + stride, i64x2.shuffle(low01, low23, 1, 3));
  v128.store(target + 2 * stride, i64x2.shuffle(high01, high23, 0, 2));
  v128.store(target + 3 * stride, i64x2.shuffle(high01, high23, 1, 3));
}

/**
 * Up to four rows that are contiguous along the inner axis, into one panel slice: `target[k][0…3] = row[0…3][k]`.
 * `step` is the panel's row in bytes.
 */
function packAcross(source: usize, rowBytes: usize, rows: i32, inner: i32, target: usize, step: usize): void {
  if (rows <= 0) {
    for (let k = 0; k < inner; k++) v128.store(target + <usize>k * step, f32x4.splat(0));
    return;
  }
  const zero = f32x4.splat(0);
  const s0 = source;
  const s1 = rows > 1 ? source + rowBytes : 0;
  const s2 = rows > 2 ? source + 2 * rowBytes : 0;
  const s3 = rows > 3 ? source + 3 * rowBytes : 0;
  const whole = <usize>(inner & ~3) << 2;
  let offset: usize = 0;
  for (; offset < whole; offset += 16) {
    const r0 = v128.load(s0 + offset);
    const r1 = rows > 1 ? v128.load(s1 + offset) : zero;
    const r2 = rows > 2 ? v128.load(s2 + offset) : zero;
    const r3 = rows > 3 ? v128.load(s3 + offset) : zero;
    storeTransposed(target, step, r0, r1, r2, r3);
    target += step << 2;
  }
  for (const end = <usize>inner << 2; offset < end; offset += 4) {
    store<f32>(target, load<f32>(s0 + offset));
    store<f32>(target, rows > 1 ? load<f32>(s1 + offset) : 0, 4);
    store<f32>(target, rows > 2 ? load<f32>(s2 + offset) : 0, 8);
    store<f32>(target, rows > 3 ? load<f32>(s3 + offset) : 0, 12);
    target += step;
  }
}

/** Up to four neighbours per inner index, `rowBytes` apart along the inner axis: a strided copy. */
function packAlong(source: usize, rowBytes: usize, count: i32, inner: i32, target: usize, step: usize): void {
  if (count >= 4) {
    for (let k = 0; k < inner; k++) {
      v128.store(target, v128.load(source));
      source += rowBytes;
      target += step;
    }
    return;
  }
  for (let k = 0; k < inner; k++) {
    store<f32>(target, count > 0 ? load<f32>(source) : 0);
    store<f32>(target, count > 1 ? load<f32>(source, 4) : 0, 4);
    store<f32>(target, count > 2 ? load<f32>(source, 8) : 0, 8);
    store<f32>(target, 0, 12);
    source += rowBytes;
    target += step;
  }
}

/**
 * Sixteen neighbours per inner index, a whole cache line, into four slices of four. One slice at a time would fetch
 * each line four times: the lines of a power-of-two row length all fall into the same few sets of the cache.
 */
function packLine(source: usize, rowBytes: usize, inner: i32, target: usize, step: usize, t1: usize, t2: usize, t3: usize): void {
  for (let k = 0; k < inner; k++) {
    v128.store(target, v128.load(source));
    v128.store(target + t1, v128.load(source, 16));
    v128.store(target + t2, v128.load(source, 32));
    v128.store(target + t3, v128.load(source, 48));
    source += rowBytes;
    target += step;
  }
}

/** The fifth and sixth row of a panel of A: `target[k][0…1] = row[0…1][k]`, the second one zeros if there is none. */
function packTwoAcross(source: usize, rowBytes: usize, rows: i32, inner: i32, target: usize): void {
  const second = source + rowBytes;
  const whole = <usize>(inner & ~3) << 2;
  let offset: usize = 0;
  for (; offset < whole; offset += 16) {
    const r0 = v128.load(source + offset);
    const r1 = rows > 1 ? v128.load(second + offset) : f32x4.splat(0);
    const low = i32x4.shuffle(r0, r1, 0, 4, 1, 5);
    const high = i32x4.shuffle(r0, r1, 2, 6, 3, 7);
    v128.store64_lane(target, low, 0);
    v128.store64_lane(target, low, 1, 24);
    v128.store64_lane(target, high, 0, 48);
    v128.store64_lane(target, high, 1, 72);
    target += 96;
  }
  for (const end = <usize>inner << 2; offset < end; offset += 4) {
    store<f32>(target, load<f32>(source + offset));
    store<f32>(target, rows > 1 ? load<f32>(second + offset) : 0, 4);
    target += 24;
  }
}

/** The same where the rows are neighbours for each inner index. */
function packTwoAlong(source: usize, rowBytes: usize, rows: i32, inner: i32, target: usize): void {
  for (let k = 0; k < inner; k++) {
    if (rows > 1) store<u64>(target, load<u64>(source));
    else store<u64>(target, load<u32>(source));
    source += rowBytes;
    target += 24;
  }
}

/** Twenty-four neighbours per inner index into four panels of six: see {@link packLine}. */
function packSixes(source: usize, rowBytes: usize, inner: i32, target: usize): void {
  const next = <usize>inner * 24;
  for (let k = 0; k < inner; k++) {
    let to = target;
    for (let at = source; at < source + 96; at += 48) {
      v128.store(to, v128.load(at));
      const middle = v128.load(at, 16);
      v128.store64_lane(to, middle, 0, 16);
      to += next;
      v128.store64_lane(to, middle, 1);
      v128.store(to, v128.load(at, 32), 8);
      to += next;
    }
    source += rowBytes;
    target += 24;
  }
}

/**
 * Rows `[row, row + rows)` and inner `[start, start + inner)` of A into panels `[inner][6]`, or `[inner][4]` where
 * {@link tileRows} says so. `lead` is the length of A's stored rows: K, or M when A is stored transposed.
 */
export function packA(a: usize, lead: i32, transposed: bool, row: i32, rows: i32, start: i32, inner: i32, target: usize): void {
  const leadBytes = <usize>lead << 2;
  let i = 0;
  if (transposed) {
    const first = a + <usize>start * leadBytes + (<usize>row << 2);
    if (RELAXED) {
      // So many rows are four high tiles.
      for (; rows - i >= 27 || rows - i == 24; i += 24) {
        packSixes(first + (<usize>i << 2), leadBytes, inner, target);
        target += <usize>inner * 96;
      }
    } else {
      const panelBytes = <usize>inner << 4;
      for (; i + 16 <= rows; i += 16) {
        packLine(first + (<usize>i << 2), leadBytes, inner, target, 16, panelBytes, 2 * panelBytes, 3 * panelBytes);
        target += panelBytes << 2;
      }
    }
  }
  while (i < rows) {
    const height = tileRows(rows - i);
    const left = min(rows - i, height);
    const step = <usize>height << 2;
    if (transposed) {
      const source = a + <usize>start * leadBytes + (<usize>(row + i) << 2);
      packAlong(source, leadBytes, min(left, 4), inner, target, step);
      if (height == 6) packTwoAlong(source + 16, leadBytes, left - 4, inner, target + 16);
    } else {
      const source = a + <usize>(row + i) * leadBytes + (<usize>start << 2);
      packAcross(source, leadBytes, min(left, 4), inner, target, step);
      if (height == 6) packTwoAcross(source + (leadBytes << 2), leadBytes, left - 4, inner, target + 16);
    }
    target += <usize>inner * step;
    i += height;
  }
}

/**
 * One panel of B, `[inner][8]`, from columns `[column, column + columns)` and inner `[start, start + inner)`.
 * `lead` is the length of B's stored rows: N, or K when B is stored transposed.
 */
function packPanel(b: usize, lead: i32, transposed: bool, column: i32, columns: i32, start: i32, inner: i32, target: usize): void {
  const leadBytes = <usize>lead << 2;
  if (transposed) {
    const source = b + <usize>column * leadBytes + (<usize>start << 2);
    packAcross(source, leadBytes, min(columns, 4), inner, target, 32);
    packAcross(source + (leadBytes << 2), leadBytes, min(columns - 4, 4), inner, target + 16, 32);
    return;
  }
  let source = b + <usize>start * leadBytes + (<usize>column << 2);
  if (columns < COLUMNS) {
    packAlong(source, leadBytes, min(columns, 4), inner, target, 32);
    packAlong(source + 16, leadBytes, columns - 4, inner, target + 16, 32);
    return;
  }
  for (let k = 0; k < inner; k++) {
    v128.store(target, v128.load(source));
    v128.store(target, v128.load(source, 16), 16);
    source += leadBytes;
    target += 32;
  }
}

/**
 * Columns `[column, column + columns)` and inner `[start, start + inner)` of B into panels `[columns/8][inner][8]`,
 * `column` a multiple of 8.
 */
export function packB(b: usize, lead: i32, transposed: bool, column: i32, columns: i32, start: i32, inner: i32, target: usize): void {
  const leadBytes = <usize>lead << 2;
  const panelBytes = <usize>inner << 5;
  let j = 0;
  if (!transposed) {
    for (; j + 16 <= columns; j += 16) {
      const source = b + <usize>start * leadBytes + (<usize>(column + j) << 2);
      packLine(source, leadBytes, inner, target, 32, 16, panelBytes, panelBytes + 16);
      target += panelBytes << 1;
    }
  }
  for (; j < columns; j += COLUMNS) {
    packPanel(b, lead, transposed, column + j, min(columns - j, COLUMNS), start, inner, target);
    target += panelBytes;
  }
}
