import { loadPartial, madd, storePartial } from './lanes';
import { numberTiles, recordOf } from './list';
import { get, parallel, put } from './pool';

// One update of AdamW over a list of parameters, in one pass over their four inputs and three outputs, which may lie in
// the inputs' place:
//
//   m ← β₁ m + (1 − β₁) g;  v ← β₂ v + (1 − β₂) g²;  p ← p · decay − step · m / (√v / root + ε)
//
// decay = 1 − rate · weightDecay, step = rate / (1 − β₁ᵗ), root = √(1 − β₂ᵗ), which the host computes in float64. A
// record of the table is p, g, m, v, new p, new m, new v, size, decay, step, root, first tile: twelve words.

const TILE: i32 = 8192;
const RECORD: usize = 48;
const SIZE: usize = 28;

// @ts-ignore: decorator
@inline
function splat(slot: usize): v128 {
  return f32x4.splat(get<f32>(slot));
}

/** Four elements of each: the next ones of m, v and p, in this order. */
// @ts-ignore: decorator
@inline
function nextMean(g: v128, m: v128): v128 {
  return madd(splat(3), g, f32x4.mul(splat(2), m));
}

// @ts-ignore: decorator
@inline
function nextSquare(g: v128, v: v128): v128 {
  return madd(f32x4.mul(splat(5), g), g, f32x4.mul(splat(4), v));
}

// @ts-ignore: decorator
@inline
function nextParameter(p: v128, mean: v128, square: v128, decay: v128, step: v128, root: v128): v128 {
  const spread = f32x4.add(f32x4.div(f32x4.sqrt(square), root), splat(6));
  return f32x4.sub(f32x4.mul(p, decay), f32x4.div(f32x4.mul(step, mean), spread));
}

function adamwTile(tile: i32): void {
  const record = recordOf(get<usize>(0), get<i32>(1), RECORD, tile);
  const first = (tile - load<i32>(record + RECORD - 4)) * TILE;
  const count = min(TILE, load<i32>(record, SIZE) - first);
  const decay = v128.load32_splat(record, 32);
  const step = v128.load32_splat(record, 36);
  const root = v128.load32_splat(record, 40);
  const start = <usize>first << 2;
  const p = load<usize>(record) + start;
  const g = load<usize>(record, 4) + start;
  const m = load<usize>(record, 8) + start;
  const v = load<usize>(record, 12) + start;
  const newP = load<usize>(record, 16) + start;
  const newM = load<usize>(record, 20) + start;
  const newV = load<usize>(record, 24) + start;
  const whole = <usize>(count & ~3) << 2;
  for (let at: usize = 0; at < whole; at += 16) {
    const slope = v128.load(g + at);
    const mean = nextMean(slope, v128.load(m + at));
    const square = nextSquare(slope, v128.load(v + at));
    v128.store(newM + at, mean);
    v128.store(newV + at, square);
    v128.store(newP + at, nextParameter(v128.load(p + at), mean, square, decay, step, root));
  }
  const left = <usize>(count & 3);
  if (left == 0) return;
  const slope = loadPartial(g + whole, left, 0);
  const mean = nextMean(slope, loadPartial(m + whole, left, 0));
  const square = nextSquare(slope, loadPartial(v + whole, left, 0));
  const next = nextParameter(loadPartial(p + whole, left, 0), mean, square, decay, step, root);
  storePartial(newM + whole, mean, left);
  storePartial(newV + whole, square, left);
  storePartial(newP + whole, next, left);
}

/** Updates `count` parameters. */
export function adamw(table: usize, count: i32, beta1: f64, beta2: f64, epsilon: f64): void {
  put<usize>(0, table);
  put<i32>(1, count);
  put<f32>(2, <f32>beta1);
  put<f32>(3, <f32>(1 - beta1));
  put<f32>(4, <f32>beta2);
  put<f32>(5, <f32>(1 - beta2));
  put<f32>(6, <f32>epsilon);
  parallel(adamwTile, numberTiles(table, count, RECORD, SIZE, TILE));
}
