import { loadPartial, madd, storePartial } from './lanes';
import { get, parallel, put } from './pool';

// One update of AdamW over one array, in one pass over its four inputs and three outputs:
//
//   m ← β₁ m + (1 − β₁) g;  v ← β₂ v + (1 − β₂) g²;  p ← p · decay − step · m / (√v / root + ε)
//
// decay = 1 − rate · weightDecay, step = rate / (1 − β₁ᵗ), root = √(1 − β₂ᵗ), which the host computes in float64.

const TILE: i32 = 8192;

// @ts-ignore: decorator
@inline
function splat(slot: usize): v128 {
  return f32x4.splat(get<f32>(slot));
}

function adamwTile(tile: i32): void {
  const size = get<i32>(7);
  const b1 = splat(8);
  const c1 = splat(9);
  const b2 = splat(10);
  const c2 = splat(11);
  const epsilon = splat(12);
  const decay = splat(13);
  const step = splat(14);
  const root = splat(15);
  const first = tile * TILE;
  const count = min(TILE, size - first);
  const start = <usize>first << 2;
  const p = get<usize>(0) + start;
  const g = get<usize>(1) + start;
  const m = get<usize>(2) + start;
  const v = get<usize>(3) + start;
  const newP = get<usize>(4) + start;
  const newM = get<usize>(5) + start;
  const newV = get<usize>(6) + start;
  const whole = <usize>(count & ~3) << 2;
  for (let at: usize = 0; at < whole; at += 16) {
    const slope = v128.load(g + at);
    const mean = madd(c1, slope, f32x4.mul(b1, v128.load(m + at)));
    const square = madd(f32x4.mul(c2, slope), slope, f32x4.mul(b2, v128.load(v + at)));
    const spread = f32x4.add(f32x4.div(f32x4.sqrt(square), root), epsilon);
    const move = f32x4.div(f32x4.mul(step, mean), spread);
    v128.store(newM + at, mean);
    v128.store(newV + at, square);
    v128.store(newP + at, f32x4.sub(f32x4.mul(v128.load(p + at), decay), move));
  }
  const left = <usize>(count & 3);
  if (left == 0) return;
  const slope = loadPartial(g + whole, left, 0);
  const mean = madd(c1, slope, f32x4.mul(b1, loadPartial(m + whole, left, 0)));
  const square = madd(f32x4.mul(c2, slope), slope, f32x4.mul(b2, loadPartial(v + whole, left, 0)));
  const spread = f32x4.add(f32x4.div(f32x4.sqrt(square), root), epsilon);
  const move = f32x4.div(f32x4.mul(step, mean), spread);
  storePartial(newM + whole, mean, left);
  storePartial(newV + whole, square, left);
  storePartial(newP + whole, f32x4.sub(f32x4.mul(loadPartial(p + whole, left, 0), decay), move), left);
}

export function adamw(
  p: usize,
  g: usize,
  m: usize,
  v: usize,
  newP: usize,
  newM: usize,
  newV: usize,
  size: i32,
  beta1: f64,
  beta2: f64,
  epsilon: f64,
  decay: f64,
  step: f64,
  root: f64,
): void {
  put<usize>(0, p);
  put<usize>(1, g);
  put<usize>(2, m);
  put<usize>(3, v);
  put<usize>(4, newP);
  put<usize>(5, newM);
  put<usize>(6, newV);
  put<i32>(7, size);
  put<f32>(8, <f32>beta1);
  put<f32>(9, <f32>(1 - beta1));
  put<f32>(10, <f32>beta2);
  put<f32>(11, <f32>(1 - beta2));
  put<f32>(12, <f32>epsilon);
  put<f32>(13, <f32>decay);
  put<f32>(14, <f32>step);
  put<f32>(15, <f32>root);
  parallel(adamwTile, (size + TILE - 1) / TILE);
}
