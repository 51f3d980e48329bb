import { loadUpTo4, storeUpTo4 } from '../lanes';
import { get, parallel, put } from '../pool';
import {
  applyUnary4,
  NEGATE,
  EXP,
  LOG,
  SQRT,
  RSQRT,
  TANH,
  SIGMOID,
  ERF,
  RELU,
  ABS,
  GELU,
  GELU_TANH,
  SILU,
  SOFTPLUS,
  SIN,
  COS,
} from './functions';

// One loop per function, all from one template.

/** Elements per tile; smaller arrays stay on the calling thread. */
const TILE: i32 = 16384;

/**
 * Whether a loop takes two vectors at a time, loaded before and stored after both: V8's revectorizer joins such a pair, and
 * without it most functions gain a little. Those that need many registers would lose.
 */
// @ts-ignore: decorator
@inline
function isPaired(op: i32): bool {
  return op != TANH && op != SIN && op != COS;
}

// @ts-ignore: decorator
@inline
function loop(op: i32, tile: i32): void {
  const size = get<i32>(2);
  const first = tile * TILE;
  const last = min(first + TILE, size);
  let x = get<usize>(0) + (<usize>first << 2);
  let y = get<usize>(1) + (<usize>first << 2);
  let left = last - first;
  if (isPaired(op)) {
    for (; left >= 8; left -= 8) {
      const near = applyUnary4(op, v128.load(x));
      const next = applyUnary4(op, v128.load(x, 16));
      v128.store(y, near);
      v128.store(y, next, 16);
      x += 32;
      y += 32;
    }
  }
  for (; left > 0; left -= 4) {
    storeUpTo4(y, applyUnary4(op, loadUpTo4(x, left, 1)), left);
    x += 16;
    y += 16;
  }
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
