import { madd } from '../lanes';
import { erf4, exp4, gelu4, log4, sigmoid4, softplus4, tanh4 } from '../math';
import { wave4 } from '../trigonometry';

// Functions of one number by their codes, which the host repeats. `op` is a constant at each use, so the compiler keeps one
// branch.

export const NEGATE = 0;
export const EXP = 1;
export const LOG = 2;
export const SQRT = 3;
export const RSQRT = 4;
export const TANH = 5;
export const SIGMOID = 6;
export const ERF = 7;
export const RELU = 8;
export const ABS = 9;
export const GELU = 10;
export const GELU_TANH = 11;
export const SILU = 12;
export const SOFTPLUS = 13;
export const SIN = 14;
export const COS = 15;

const ROOT: f32 = 0.79788456080286536;
const CUBIC: f32 = 0.044715;

/** √(2/π) (x + 0.044715 x³), the argument of gelu's tanh. */
// @ts-ignore: decorator
@inline
export function geluInner4(x: v128): v128 {
  const square = f32x4.mul(x, x);
  return f32x4.mul(f32x4.mul(x, f32x4.splat(ROOT)), madd(square, f32x4.splat(CUBIC), f32x4.splat(1)));
}

/** Four numbers at once. */
// @ts-ignore: decorator
@inline
export function applyUnary4(op: i32, x: v128): v128 {
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
  if (op == GELU) return gelu4(x);
  if (op == GELU_TANH) {
    const half = f32x4.mul(x, f32x4.splat(0.5));
    return madd(half, tanh4(geluInner4(x)), half);
  }
  if (op == SOFTPLUS) return softplus4(x);
  if (op == SIN) return wave4(x, 0);
  if (op == COS) return wave4(x, 1);
  return f32x4.mul(x, sigmoid4(x));
}
