import { loadPartial, storePartial } from '../lanes';
import { parallel } from '../pool';
import { columnsFrom, endRow, firstColumn, firstRow, isSingle, operandAt, resultAt, setGrid } from './grid';

const ADD = 0;
const SUBTRACT = 1;
const MULTIPLY = 2;
const DIVIDE = 3;
const MAXIMUM = 4;
const MINIMUM = 5;
/** What is added to the code for int32, whose results wrap around; there is no division. */
const INTEGERS = 8;

// @ts-ignore: decorator
@inline
function apply4(op: i32, a: v128, b: v128): v128 {
  if (op == ADD) return f32x4.add(a, b);
  if (op == SUBTRACT) return f32x4.sub(a, b);
  if (op == MULTIPLY) return f32x4.mul(a, b);
  if (op == DIVIDE) return f32x4.div(a, b);
  if (op == MAXIMUM) return f32x4.max(a, b);
  if (op == MINIMUM) return f32x4.min(a, b);
  if (op == INTEGERS + ADD) return i32x4.add(a, b);
  if (op == INTEGERS + SUBTRACT) return i32x4.sub(a, b);
  if (op == INTEGERS + MULTIPLY) return i32x4.mul(a, b);
  if (op == INTEGERS + MAXIMUM) return i32x4.max_s(a, b);
  return i32x4.min_s(a, b);
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
  const a1 = isSingle(0);
  const b1 = isSingle(1);
  const first = firstRow(tile);
  const end = endRow(first);
  const column = firstColumn(tile);
  const width = columnsFrom(column);
  const offset = <usize>column << 2;
  for (let i = first; i < end; i++) {
    row(op, operandAt(0, i, offset), operandAt(1, i, offset), resultAt(i, column, 2), width, a1, b1);
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
function addIntegersTile(tile: i32): void {
  loop(INTEGERS + ADD, tile);
}
function subtractIntegersTile(tile: i32): void {
  loop(INTEGERS + SUBTRACT, tile);
}
function multiplyIntegersTile(tile: i32): void {
  loop(INTEGERS + MULTIPLY, tile);
}
function maximumIntegersTile(tile: i32): void {
  loop(INTEGERS + MAXIMUM, tile);
}
function minimumIntegersTile(tile: i32): void {
  loop(INTEGERS + MINIMUM, tile);
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
    case MINIMUM:
      return minimumTile;
    case INTEGERS + ADD:
      return addIntegersTile;
    case INTEGERS + SUBTRACT:
      return subtractIntegersTile;
    case INTEGERS + MULTIPLY:
      return multiplyIntegersTile;
    case INTEGERS + MAXIMUM:
      return maximumIntegersTile;
    default:
      return minimumIntegersTile;
  }
}

/** `y = a ∘ b`, float32 or (code + 8) int32, y [outer, rows, columns], after two calls of `operand`. */
export function binary(op: i32, y: usize, outer: i32, rows: i32, columns: i32): void {
  const tiles = setGrid(y, outer, rows, columns);
  parallel(tileOf(op), tiles);
}
