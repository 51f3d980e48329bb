import { loadUpTo4, madd, nmadd, storeUpTo4 } from '../lanes';
import { exp4, normalCumulative4, sigmoid4, tanh4 } from '../math';
import { get, parallel, put } from '../pool';
import { geluInner4 } from './functions';

// Gradients of activations by their input: `dx = g · f′(x)`.

const GELU = 0;
const GELU_TANH = 1;
const RELU = 2;
const SILU = 3;

const TILE: i32 = 16384;

// @ts-ignore: decorator
@inline
function apply4(op: i32, x: v128, g: v128): v128 {
  const one = f32x4.splat(1);
  if (op == GELU) {
    // Φ(x) + x φ(x).
    const density = f32x4.mul(exp4(f32x4.mul(f32x4.mul(x, x), f32x4.splat(-0.5))), f32x4.splat(0.3989422804014327));
    return f32x4.mul(g, madd(x, density, normalCumulative4(x)));
  }
  if (op == GELU_TANH) {
    const half = f32x4.splat(0.5);
    const t = tanh4(geluInner4(x));
    const slope = f32x4.mul(f32x4.splat(0.79788456080286536), madd(f32x4.mul(x, x), f32x4.splat(0.134145), one));
    const right = f32x4.mul(f32x4.mul(x, nmadd(t, t, one)), slope);
    return f32x4.mul(f32x4.mul(g, half), f32x4.add(f32x4.add(one, t), right));
  }
  // NaN is not ≤ 0: its gradient passes.
  if (op == RELU) return v128.andnot(g, f32x4.le(x, f32x4.splat(0)));
  // SiLU: σ(x) (1 + x (1 − σ(x))).
  const s = sigmoid4(x);
  return f32x4.mul(g, f32x4.mul(s, madd(x, f32x4.sub(one, s), one)));
}

// @ts-ignore: decorator
@inline
function loop(op: i32, tile: i32): void {
  const size = get<i32>(3);
  const first = tile * TILE;
  const last = min(first + TILE, size);
  let x = get<usize>(0) + (<usize>first << 2);
  let g = get<usize>(1) + (<usize>first << 2);
  let y = get<usize>(2) + (<usize>first << 2);
  let left = last - first;
  if (op == GELU) {
    // Two vectors at a time, loaded before and stored after both: V8's revectorizer joins such a pair. SiLU would lose by it.
    for (; left >= 8; left -= 8) {
      const near = apply4(op, v128.load(x), v128.load(g));
      const next = apply4(op, v128.load(x, 16), v128.load(g, 16));
      v128.store(y, near);
      v128.store(y, next, 16);
      x += 32;
      g += 32;
      y += 32;
    }
  }
  for (; left > 0; left -= 4) {
    storeUpTo4(y, apply4(op, loadUpTo4(x, left, 1), loadUpTo4(g, left, 0)), left);
    x += 16;
    g += 16;
    y += 16;
  }
}

function geluTile(tile: i32): void {
  loop(GELU, tile);
}
function geluTanhTile(tile: i32): void {
  loop(GELU_TANH, tile);
}
function reluTile(tile: i32): void {
  loop(RELU, tile);
}
function siluTile(tile: i32): void {
  loop(SILU, tile);
}

function tileOf(op: i32): (tile: i32) => void {
  switch (op) {
    case GELU:
      return geluTile;
    case GELU_TANH:
      return geluTanhTile;
    case RELU:
      return reluTile;
    default:
      return siluTile;
  }
}

/** `y[i] = g[i] · f′(x[i])`, float32. */
export function unaryGradient(op: i32, x: usize, g: usize, y: usize, size: i32): void {
  put<usize>(0, x);
  put<usize>(1, g);
  put<usize>(2, y);
  put<i32>(3, size);
  parallel(tileOf(op), (size + TILE - 1) / TILE);
}
