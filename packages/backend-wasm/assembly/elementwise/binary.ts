import { loadPartial, storePartial } from '../lanes';
import { get, parallel, put } from '../pool';
import { tileColumns, tileCount, tileRows, tilesAcross } from './grid';

const ADD = 0;
const SUBTRACT = 1;
const MULTIPLY = 2;
const DIVIDE = 3;
const MAXIMUM = 4;
const MINIMUM = 5;

// @ts-ignore: decorator
@inline
function apply4(op: i32, a: v128, b: v128): v128 {
  if (op == ADD) return f32x4.add(a, b);
  if (op == SUBTRACT) return f32x4.sub(a, b);
  if (op == MULTIPLY) return f32x4.mul(a, b);
  if (op == DIVIDE) return f32x4.div(a, b);
  if (op == MAXIMUM) return f32x4.max(a, b);
  return f32x4.min(a, b);
}

/** One row; `a1`, `b1` say whether the operand is a single number there. */
// @ts-ignore: decorator
@inline
function row(op: i32, a: usize, b: usize, y: usize, size: i32, a1: bool, b1: bool): void {
  const end = y + (<usize>(size & ~3) << 2);
  const left = <usize>(size & 3);
  if (a1) {
    const x = v128.load32_splat(a);
    for (; y < end; y += 16) {
      v128.store(y, apply4(op, x, v128.load(b)));
      b += 16;
    }
    if (left != 0) storePartial(y, apply4(op, x, loadPartial(b, left, 1)), left);
  } else if (b1) {
    const x = v128.load32_splat(b);
    for (; y < end; y += 16) {
      v128.store(y, apply4(op, v128.load(a), x));
      a += 16;
    }
    if (left != 0) storePartial(y, apply4(op, loadPartial(a, left, 1), x), left);
  } else {
    for (; y < end; y += 16) {
      v128.store(y, apply4(op, v128.load(a), v128.load(b)));
      a += 16;
      b += 16;
    }
    if (left != 0) storePartial(y, apply4(op, loadPartial(a, left, 1), loadPartial(b, left, 1)), left);
  }
}

// @ts-ignore: decorator
@inline
function loop(op: i32, tile: i32): void {
  const rows = get<i32>(3);
  const columns = get<i32>(4);
  const stepA = get<usize>(5);
  const stepB = get<usize>(6);
  const a1 = get<bool>(7);
  const b1 = get<bool>(8);
  const across = tilesAcross(columns);
  const height = tileRows(columns);
  const first = (tile / across) * height;
  const column = (tile % across) * tileColumns(columns);
  const width = min(columns - column, tileColumns(columns));
  const offset = <usize>column << 2;
  const inner = get<i32>(9);
  for (let i = first; i < min(first + height, rows); i++) {
    const outer = <usize>(i / inner);
    const within = <usize>(i % inner);
    row(
      op,
      get<usize>(0) + outer * get<usize>(10) + within * stepA + (a1 ? 0 : offset),
      get<usize>(1) + outer * get<usize>(11) + within * stepB + (b1 ? 0 : offset),
      get<usize>(2) + ((<usize>i * <usize>columns) << 2) + offset,
      width,
      a1,
      b1,
    );
  }
}

function addTile(tile: i32): void {
  loop(ADD, tile);
}
function subtractTile(tile: i32): void {
  loop(SUBTRACT, tile);
}
function multiplyTile(tile: i32): void {
  loop(MULTIPLY, tile);
}
function divideTile(tile: i32): void {
  loop(DIVIDE, tile);
}
function maximumTile(tile: i32): void {
  loop(MAXIMUM, tile);
}
function minimumTile(tile: i32): void {
  loop(MINIMUM, tile);
}

function tileOf(op: i32): (tile: i32) => void {
  switch (op) {
    case ADD:
      return addTile;
    case SUBTRACT:
      return subtractTile;
    case MULTIPLY:
      return multiplyTile;
    case DIVIDE:
      return divideTile;
    case MAXIMUM:
      return maximumTile;
    default:
      return minimumTile;
  }
}

/**
 * `y = a ∘ b`, float32, y [outer, rows, columns]. `stepA`/`stepB`: bytes from row to row of the operand, `outerA`/
 * `outerB` along the first axis; `singleA`/`singleB`: the operand is one number per row.
 */
export function binary(
  op: i32,
  a: usize,
  b: usize,
  y: usize,
  outer: i32,
  rows: i32,
  columns: i32,
  outerA: usize,
  outerB: usize,
  stepA: usize,
  stepB: usize,
  singleA: bool,
  singleB: bool,
): void {
  put<usize>(0, a);
  put<usize>(1, b);
  put<usize>(2, y);
  put<i32>(3, outer * rows);
  put<i32>(4, columns);
  put<usize>(5, stepA);
  put<usize>(6, stepB);
  put<bool>(7, singleA);
  put<bool>(8, singleB);
  put<i32>(9, max(1, rows));
  put<usize>(10, outerA);
  put<usize>(11, outerB);
  parallel(tileOf(op), tileCount(outer * rows, columns));
}
