import { addWide, loadPartial, max4, storePartial, sum2 } from '../lanes';
import { expBelow4, expBelow16 } from '../math';

// Steps that several kernels take over one row. Sums run in float64, four lanes folded into two at a time.

/** Rows per tile such that a tile is worth a claim. */
// @ts-ignore: decorator
@inline
export function rowsPerTile(width: i32): i32 {
  return max(1, 16384 / max(1, width));
}

/**
 * The greatest element that is a number, −∞ for none. Not `f32x4.max`, which takes seven instructions to keep NaN:
 * a NaN shows up in the sum of exponentials anyway. Four vectors at a time, since each waits for the one before.
 */
// @ts-ignore: decorator
@inline
export function rowMax(x: usize, width: i32): f32 {
  let most = f32x4.splat(-Infinity);
  let most1 = most;
  let most2 = most;
  let most3 = most;
  const end = x + (<usize>(width & ~3) << 2);
  for (const far = x + (<usize>(width & ~15) << 2); x < far; x += 64) {
    most = f32x4.pmax(most, v128.load(x));
    most1 = f32x4.pmax(most1, v128.load(x, 16));
    most2 = f32x4.pmax(most2, v128.load(x, 32));
    most3 = f32x4.pmax(most3, v128.load(x, 48));
  }
  most = f32x4.pmax(f32x4.pmax(most, most1), f32x4.pmax(most2, most3));
  for (; x < end; x += 16) most = f32x4.pmax(most, v128.load(x));
  const left = <usize>(width & 3);
  if (left != 0) most = f32x4.pmax(most, loadPartial(x, left, -Infinity));
  return max4(most);
}

/** The sum. */
// @ts-ignore: decorator
@inline
export function rowSum(x: usize, width: i32): f64 {
  let total = f64x2.splat(0);
  const end = x + (<usize>(width & ~3) << 2);
  for (; x < end; x += 16) total = addWide(total, v128.load(x));
  const left = <usize>(width & 3);
  if (left != 0) total = addWide(total, loadPartial(x, left, 0));
  return sum2(total);
}

/** The sum of products. */
// @ts-ignore: decorator
@inline
export function rowDot(x: usize, y: usize, width: i32): f64 {
  let total = f64x2.splat(0);
  const end = x + (<usize>(width & ~3) << 2);
  for (; x < end; x += 16) {
    total = addWide(total, f32x4.mul(v128.load(x), v128.load(y)));
    y += 16;
  }
  const left = <usize>(width & 3);
  if (left != 0) total = addWide(total, f32x4.mul(loadPartial(x, left, 0), loadPartial(y, left, 0)));
  return sum2(total);
}

/** What to subtract before the exponential: the greatest, or 0 where it is −∞ (a row of −∞ alone). */
// @ts-ignore: decorator
@inline
export function shiftOf(most: f32): f32 {
  return most == -Infinity ? 0 : most;
}

/** So many bytes of exponentials are added up in float32 before their sum goes to float64. */
const RUN: usize = 512;

// @ts-ignore: decorator
@inline
function exponentials(x: usize, y: usize, width: i32, shift: f32, stores: bool): f64 {
  const s = f32x4.splat(shift);
  let total = f64x2.splat(0);
  const far = x + (<usize>(width & ~15) << 2);
  while (x < far) {
    let part = f32x4.splat(0);
    for (const stop = min(x + RUN, far); x < stop; x += 64) {
      part = f32x4.add(part, expBelow16(x, y, s, stores));
      y += 64;
    }
    total = addWide(total, part);
  }
  for (const end = x + (<usize>(width & 12) << 2); x < end; x += 16) {
    const power = expBelow4(f32x4.sub(v128.load(x), s));
    if (stores) v128.store(y, power);
    total = addWide(total, power);
    y += 16;
  }
  const left = <usize>(width & 3);
  if (left != 0) {
    const power = expBelow4(f32x4.sub(loadPartial(x, left, -Infinity), s));
    if (stores) storePartial(y, power, left);
    total = addWide(total, power);
  }
  return sum2(total);
}

/** `y = e^(x − shift)` for shift ≥ x; returns the sum. */
// @ts-ignore: decorator
@inline
export function rowExp(x: usize, y: usize, width: i32, shift: f32): f64 {
  return exponentials(x, y, width, shift, true);
}

/** `Σ e^(x − shift)` for shift ≥ x. */
// @ts-ignore: decorator
@inline
export function rowExpSum(x: usize, width: i32, shift: f32): f64 {
  return exponentials(x, 0, width, shift, false);
}

/** `y ← y · scale`, two vectors at a time. */
// @ts-ignore: decorator
@inline
export function rowScale(y: usize, width: i32, scale: f32): void {
  const a = f32x4.splat(scale);
  const end = y + (<usize>(width & ~3) << 2);
  for (const far = y + (<usize>(width & ~7) << 2); y < far; y += 32) {
    const first = f32x4.mul(v128.load(y), a);
    const second = f32x4.mul(v128.load(y, 16), a);
    v128.store(y, first);
    v128.store(y, second, 16);
  }
  if (y < end) {
    v128.store(y, f32x4.mul(v128.load(y), a));
    y += 16;
  }
  const left = <usize>(width & 3);
  if (left != 0) storePartial(y, f32x4.mul(loadPartial(y, left, 0), a), left);
}

/** `y = x · scale + shift`. */
// @ts-ignore: decorator
@inline
export function rowAffine(x: usize, y: usize, width: i32, scale: f32, shift: f32): void {
  const a = f32x4.splat(scale);
  const b = f32x4.splat(shift);
  const end = x + (<usize>(width & ~3) << 2);
  for (; x < end; x += 16) {
    v128.store(y, f32x4.add(f32x4.mul(v128.load(x), a), b));
    y += 16;
  }
  const left = <usize>(width & 3);
  if (left != 0) storePartial(y, f32x4.add(f32x4.mul(loadPartial(x, left, 0), a), b), left);
}

/** `y = (x − a) − b`. */
// @ts-ignore: decorator
@inline
export function rowLess(x: usize, y: usize, width: i32, a: f32, b: f32): void {
  const first = f32x4.splat(a);
  const second = f32x4.splat(b);
  const end = x + (<usize>(width & ~3) << 2);
  for (; x < end; x += 16) {
    v128.store(y, f32x4.sub(f32x4.sub(v128.load(x), first), second));
    y += 16;
  }
  const left = <usize>(width & 3);
  if (left != 0) storePartial(y, f32x4.sub(f32x4.sub(loadPartial(x, left, 0), first), second), left);
}

/** The natural logarithm of one number. */
// @ts-ignore: decorator
@inline
export function logarithm(x: f64): f32 {
  return <f32>NativeMath.log(x);
}
