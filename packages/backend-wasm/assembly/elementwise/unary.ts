import { loadPartial, madd, storePartial } from '../lanes';
import { erf4, exp4, log4, normalCumulative4, sigmoid4, softplus4, tanh4 } from '../math';
import { get, parallel, put } from '../pool';
import { wave4 } from '../trigonometry';

// One loop per function, all from one template: `op` is a constant at each use, so the compiler keeps one branch.

const NEGATE = 0;
const EXP = 1;
const LOG = 2;
const SQRT = 3;
const RSQRT = 4;
const TANH = 5;
const SIGMOID = 6;
const ERF = 7;
const RELU = 8;
const ABS = 9;
const GELU = 10;
const GELU_TANH = 11;
const SILU = 12;
const SOFTPLUS = 13;
const SIN = 14;
const COS = 15;

/** Elements per tile; smaller arrays stay on the calling thread. */
const TILE: i32 = 16384;

const ROOT: f32 = 0.79788456080286536;
const CUBIC: f32 = 0.044715;

/** √(2/π) (x + 0.044715 x³), the argument of gelu's tanh. */
// @ts-ignore: decorator
@inline
export function geluInner4(x: v128): v128 {
  const square = f32x4.mul(x, x);
  return f32x4.mul(f32x4.mul(x, f32x4.splat(ROOT)), madd(square, f32x4.splat(CUBIC), f32x4.splat(1)));
}

// @ts-ignore: decorator
@inline
function apply4(op: i32, x: v128): v128 {
  if (op == NEGATE) return f32x4.neg(x);
  if (op == EXP) return exp4(x);
  if (op == LOG) return log4(x);
  if (op == SQRT) return f32x4.sqrt(x);
  if (op == RSQRT) return f32x4.div(f32x4.splat(1), f32x4.sqrt(x));
  if (op == TANH) return tanh4(x);
  if (op == SIGMOID) return sigmoid4(x);
  if (op == ERF) return erf4(x);
  // pmax(x, 0) is `x < 0 ? 0 : x`: NaN stays.
  if (op == RELU) return f32x4.pmax(x, f32x4.splat(0));
  if (op == ABS) return f32x4.abs(x);
  if (op == GELU) return f32x4.mul(x, normalCumulative4(x));
  if (op == GELU_TANH) {
    const half = f32x4.mul(x, f32x4.splat(0.5));
    return madd(half, tanh4(geluInner4(x)), half);
  }
  if (op == SOFTPLUS) return softplus4(x);
  if (op == SIN) return wave4(x, 0);
  if (op == COS) return wave4(x, 1);
  return f32x4.mul(x, sigmoid4(x));
}

// @ts-ignore: decorator
@inline
function loop(op: i32, tile: i32): void {
  const size = get<i32>(2);
  const first = tile * TILE;
  const last = min(first + TILE, size);
  let x = get<usize>(0) + (<usize>first << 2);
  let y = get<usize>(1) + (<usize>first << 2);
  for (const end = y + (<usize>((last - first) & ~3) << 2); y < end; y += 16) {
    v128.store(y, apply4(op, v128.load(x)));
    x += 16;
  }
  const left = <usize>(last & 3);
  if (left != 0) storePartial(y, apply4(op, loadPartial(x, left, 1)), left);
}

function negateTile(tile: i32): void {
  loop(NEGATE, tile);
}
function expTile(tile: i32): void {
  loop(EXP, tile);
}
function logTile(tile: i32): void {
  loop(LOG, tile);
}
function sqrtTile(tile: i32): void {
  loop(SQRT, tile);
}
function rsqrtTile(tile: i32): void {
  loop(RSQRT, tile);
}
function tanhTile(tile: i32): void {
  loop(TANH, tile);
}
function sigmoidTile(tile: i32): void {
  loop(SIGMOID, tile);
}
function erfTile(tile: i32): void {
  loop(ERF, tile);
}
function reluTile(tile: i32): void {
  loop(RELU, tile);
}
function absTile(tile: i32): void {
  loop(ABS, tile);
}
function geluTile(tile: i32): void {
  loop(GELU, tile);
}
function geluTanhTile(tile: i32): void {
  loop(GELU_TANH, tile);
}
function siluTile(tile: i32): void {
  loop(SILU, tile);
}
function softplusTile(tile: i32): void {
  loop(SOFTPLUS, tile);
}
function sinTile(tile: i32): void {
  loop(SIN, tile);
}
function cosTile(tile: i32): void {
  loop(COS, tile);
}

function tileOf(op: i32): (tile: i32) => void {
  switch (op) {
    case NEGATE:
      return negateTile;
    case EXP:
      return expTile;
    case LOG:
      return logTile;
    case SQRT:
      return sqrtTile;
    case RSQRT:
      return rsqrtTile;
    case TANH:
      return tanhTile;
    case SIGMOID:
      return sigmoidTile;
    case ERF:
      return erfTile;
    case RELU:
      return reluTile;
    case ABS:
      return absTile;
    case GELU:
      return geluTile;
    case GELU_TANH:
      return geluTanhTile;
    case SOFTPLUS:
      return softplusTile;
    case SIN:
      return sinTile;
    case COS:
      return cosTile;
    default:
      return siluTile;
  }
}

/** `y[i] = f(x[i])`, float32. */
export function unary(op: i32, x: usize, y: usize, size: i32): void {
  put<usize>(0, x);
  put<usize>(1, y);
  put<i32>(2, size);
  parallel(tileOf(op), (size + TILE - 1) / TILE);
}
