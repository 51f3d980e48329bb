import { loadPartial, storePartial } from '../lanes';
import { get, parallel, put } from '../pool';

// A constant power. Squares, cubes and inverses are products and quotients; other exponents go one number at a time.

const TILE: i32 = 16384;

/** What 0 … 3 stand for; −1 for any other exponent. */
// @ts-ignore: decorator
@inline
function kindOf(exponent: f32): i32 {
  if (exponent == 2) return 0;
  if (exponent == 3) return 1;
  if (exponent == -1) return 2;
  if (exponent == -2) return 3;
  return -1;
}

// @ts-ignore: decorator
@inline
function simple4(kind: i32, x: v128): v128 {
  const one = f32x4.splat(1);
  if (kind == 0) return f32x4.mul(x, x);
  if (kind == 1) return f32x4.mul(f32x4.mul(x, x), x);
  if (kind == 2) return f32x4.div(one, x);
  const inverse = f32x4.div(one, x);
  return f32x4.mul(inverse, inverse);
}

function powerTile(tile: i32): void {
  const exponent = get<f32>(3);
  const kind = kindOf(exponent);
  const first = tile * TILE;
  const last = min(first + TILE, get<i32>(2));
  let x = get<usize>(0) + (<usize>first << 2);
  let y = get<usize>(1) + (<usize>first << 2);
  if (kind < 0) {
    for (const end = y + (<usize>(last - first) << 2); y < end; y += 4) {
      store<f32>(y, NativeMathf.pow(load<f32>(x), exponent));
      x += 4;
    }
    return;
  }
  for (const end = y + (<usize>((last - first) & ~3) << 2); y < end; y += 16) {
    v128.store(y, simple4(kind, v128.load(x)));
    x += 16;
  }
  const left = <usize>(last & 3);
  if (left != 0) storePartial(y, simple4(kind, loadPartial(x, left, 1)), left);
}

/** `y[i] = x[i] ^ exponent`, float32. */
export function power(x: usize, y: usize, size: i32, exponent: f32): void {
  put<usize>(0, x);
  put<usize>(1, y);
  put<i32>(2, size);
  put<f32>(3, exponent);
  parallel(powerTile, (size + TILE - 1) / TILE);
}
