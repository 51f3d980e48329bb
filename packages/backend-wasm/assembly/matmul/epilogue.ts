import { loadPartial, loadUpTo4, storePartial, storeUpTo4 } from '../lanes';
import { applyUnary4, GELU, GELU_TANH, RELU, SILU } from '../elementwise/functions';
import { get, put } from '../pool';

// What follows a product, element by element: y = activation(y) · gate + residual. A tile does it to its part of the result
// as soon as that is summed up, while it is still in the cache. Arguments stand behind those of all products.

/** Code of the activation, or −1; the result, the factors and the summands, all alike (0: none). */
const ACTIVATION: usize = 64;
const RESULT: usize = 65;
const GATE: usize = 66;
const RESIDUAL: usize = 67;

/** True while products have something to do at their end. */
const ACTIVE: usize = 68;

/** The next product's epilogue; {@link endEpilogue} takes it away. */
export function beginEpilogue(activation: i32, y: usize, gate: usize, residual: usize): void {
  put<i32>(ACTIVATION, activation);
  put<usize>(RESULT, y);
  put<usize>(GATE, gate);
  put<usize>(RESIDUAL, residual);
  put<i32>(ACTIVE, 1);
}

export function endEpilogue(): void {
  put<i32>(ACTIVE, 0);
}

// @ts-ignore: decorator
@inline
function activate(op: i32, y: usize, count: usize): void {
  for (const end = y + ((count & ~7) << 2); y < end; y += 32) {
    const near = applyUnary4(op, v128.load(y));
    const next = applyUnary4(op, v128.load(y, 16));
    v128.store(y, near);
    v128.store(y, next, 16);
  }
  for (let left = <i32>(count & 7); left > 0; left -= 4) {
    storeUpTo4(y, applyUnary4(op, loadUpTo4(y, left, 1)), left);
    y += 16;
  }
}

// @ts-ignore: decorator
@inline
function combine(y: usize, other: usize, count: usize, times: bool): void {
  const end = y + ((count & ~3) << 2);
  for (; y < end; y += 16) {
    const sum = v128.load(y);
    const next = v128.load(other);
    v128.store(y, times ? f32x4.mul(sum, next) : f32x4.add(sum, next));
    other += 16;
  }
  const left = count & 3;
  if (left == 0) return;
  const sum = loadPartial(y, left, 0);
  const next = loadPartial(other, left, 0);
  storePartial(y, times ? f32x4.mul(sum, next) : f32x4.add(sum, next), left);
}

function finishRow(y: usize, count: usize): void {
  const activation = get<i32>(ACTIVATION);
  if (activation == RELU) activate(RELU, y, count);
  else if (activation == GELU) activate(GELU, y, count);
  else if (activation == GELU_TANH) activate(GELU_TANH, y, count);
  else if (activation == SILU) activate(SILU, y, count);
  const offset = y - get<usize>(RESULT);
  const gate = get<usize>(GATE);
  if (gate != 0) combine(y, gate + offset, count, true);
  const residual = get<usize>(RESIDUAL);
  if (residual != 0) combine(y, residual + offset, count, false);
}

/** The epilogue, if there is one, of `rows` × `columns` of the result that begin at `y`, rows of `lead` floats. */
export function finish(y: usize, lead: i32, rows: i32, columns: i32): void {
  if (get<i32>(ACTIVE) == 0) return;
  for (let row = 0; row < rows; row++) finishRow(y + ((<usize>row * <usize>lead) << 2), <usize>columns);
}
