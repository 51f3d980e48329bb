import { parallel, put, get } from '../pool';
import { columnsFrom, endRow, firstColumn, firstRow, isSingle, OP, operandAt, resultAt, setGrid } from './grid';

// Comparisons, logic on bytes, and choices, over the grid of broadcast operands.

const EQUAL = 0;
const NOT_EQUAL = 1;
const GREATER = 2;
const GREATER_EQUAL = 3;
const LESS = 4;
/** What is added to the code of a comparison of int32. */
const INTEGERS = 8;

// @ts-ignore: decorator
@inline
function compare4(op: i32, a: v128, b: v128): v128 {
  if (op >= INTEGERS) {
    const kind = op - INTEGERS;
    if (kind == EQUAL) return i32x4.eq(a, b);
    if (kind == NOT_EQUAL) return i32x4.ne(a, b);
    if (kind == GREATER) return i32x4.gt_s(a, b);
    if (kind == GREATER_EQUAL) return i32x4.ge_s(a, b);
    if (kind == LESS) return i32x4.lt_s(a, b);
    return i32x4.le_s(a, b);
  }
  if (op == EQUAL) return f32x4.eq(a, b);
  if (op == NOT_EQUAL) return f32x4.ne(a, b);
  if (op == GREATER) return f32x4.gt(a, b);
  if (op == GREATER_EQUAL) return f32x4.ge(a, b);
  if (op == LESS) return f32x4.lt(a, b);
  return f32x4.le(a, b);
}

/** Four elements, or one in all lanes. */
// @ts-ignore: decorator
@inline
function operand4(address: usize, single: bool): v128 {
  return single ? v128.load32_splat(address) : v128.load(address);
}

function compareRow(op: i32, a: usize, b: usize, y: usize, width: i32, a1: bool, b1: bool): void {
  const end = y + <usize>(width & ~3);
  for (; y < end; y += 4) {
    const flags = compare4(op, operand4(a, a1), operand4(b, b1));
    const bytes = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_u(i32x4.shr_u(flags, 31), flags), flags);
    v128.store32_lane(y, bytes, 0);
    a += a1 ? 0 : 16;
    b += b1 ? 0 : 16;
  }
  for (let left = width & 3; left > 0; left--) {
    const flags = compare4(op, v128.load32_splat(a), v128.load32_splat(b));
    store<u8>(y, <u8>(i32x4.extract_lane(flags, 0) & 1));
    a += a1 ? 0 : 4;
    b += b1 ? 0 : 4;
    y += 1;
  }
}

function compareTile(tile: i32): void {
  const op = get<i32>(OP);
  const first = firstRow(tile);
  const end = endRow(first);
  const column = firstColumn(tile);
  const offset = <usize>column << 2;
  for (let i = first; i < end; i++) {
    const a = operandAt(0, i, offset);
    const b = operandAt(1, i, offset);
    compareRow(op, a, b, resultAt(i, column, 0), columnsFrom(column), isSingle(0), isSingle(1));
  }
}

/** `y = a ∘ b` as bytes 0 and 1, of float32 or (code + 8) int32, after two calls of `operand`. */
export function compare(op: i32, y: usize, outer: i32, rows: i32, columns: i32): void {
  put<i32>(OP, op);
  parallel(compareTile, setGrid(y, outer, rows, columns));
}

const AND = 0;
const OR = 1;

// @ts-ignore: decorator
@inline
function logicRow(op: i32, a: usize, b: usize, y: usize, width: i32, a1: bool, b1: bool): void {
  const end = y + <usize>width;
  for (const whole = y + <usize>(width & ~15); y < whole; y += 16) {
    const p = a1 ? v128.load8_splat(a) : v128.load(a);
    const q = b1 ? v128.load8_splat(b) : v128.load(b);
    v128.store(y, op == AND ? v128.and(p, q) : op == OR ? v128.or(p, q) : v128.xor(p, q));
    a += a1 ? 0 : 16;
    b += b1 ? 0 : 16;
  }
  for (; y < end; y++) {
    const p = load<u8>(a);
    const q = load<u8>(b);
    store<u8>(y, op == AND ? p & q : op == OR ? p | q : p ^ q);
    a += a1 ? 0 : 1;
    b += b1 ? 0 : 1;
  }
}

function logicTile(tile: i32): void {
  const op = get<i32>(OP);
  const first = firstRow(tile);
  const end = endRow(first);
  const column = firstColumn(tile);
  for (let i = first; i < end; i++) {
    const a = operandAt(0, i, <usize>column);
    const b = operandAt(1, i, <usize>column);
    logicRow(op, a, b, resultAt(i, column, 0), columnsFrom(column), isSingle(0), isSingle(1));
  }
}

/** `y = a ∧ b`, `a ∨ b` or `a ⊕ b` on bytes, after two calls of `operand`. */
export function logic(op: i32, y: usize, outer: i32, rows: i32, columns: i32): void {
  put<i32>(OP, op);
  parallel(logicTile, setGrid(y, outer, rows, columns));
}

function chooseRow(c: usize, a: usize, b: usize, y: usize, width: i32, c1: bool, a1: bool, b1: bool): void {
  const end = y + (<usize>(width & ~3) << 2);
  const zero = i32x4.splat(0);
  for (; y < end; y += 16) {
    const bytes = c1 ? v128.load8_splat(c) : v128.load32_zero(c);
    const flags = i32x4.ne(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes)), zero);
    v128.store(y, v128.bitselect(operand4(a, a1), operand4(b, b1), flags));
    c += c1 ? 0 : 4;
    a += a1 ? 0 : 16;
    b += b1 ? 0 : 16;
  }
  for (let left = width & 3; left > 0; left--) {
    store<u32>(y, load<u8>(c) != 0 ? load<u32>(a) : load<u32>(b));
    c += c1 ? 0 : 1;
    a += a1 ? 0 : 4;
    b += b1 ? 0 : 4;
    y += 4;
  }
}

function chooseTile(tile: i32): void {
  const first = firstRow(tile);
  const end = endRow(first);
  const column = firstColumn(tile);
  const offset = <usize>column << 2;
  for (let i = first; i < end; i++) {
    const c = operandAt(0, i, <usize>column);
    const a = operandAt(1, i, offset);
    const b = operandAt(2, i, offset);
    chooseRow(c, a, b, resultAt(i, column, 2), columnsFrom(column), isSingle(0), isSingle(1), isSingle(2));
  }
}

/** `y = condition ? a : b` for elements of four bytes and a condition of one, after three calls of `operand`. */
export function choose(y: usize, outer: i32, rows: i32, columns: i32): void {
  parallel(chooseTile, setGrid(y, outer, rows, columns));
}
