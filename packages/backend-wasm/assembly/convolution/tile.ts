import { madd } from '../lanes';
import { tileRows } from '../matmul/micro';
import { packA } from '../matmul/pack';
import { get, scratch } from '../pool';
import { BAND, KERNEL_HEIGHT, KERNEL_WIDTH, OFFSETS, PATCH, SOURCES, WEIGHTS } from './geometry';
import { FLIPPED, TARGETS, WEIGHT } from './operands';

// Several targets at a time: the register tile of the products (assembly/matmul/micro.ts), whose right operand is the patch
// itself. Each element of the window reads two vectors of places for up to six targets; no columns are laid out.

/** Targets of the next tile with `left` targets left, some of them perhaps for nothing: 6 or 4. */
// @ts-ignore: decorator
@inline
export function tileTargets(left: i32): i32 {
  return tileRows(left);
}

/** The weights of `count` targets for some sources into panels, as the tile reads them. */
export function packWeights(group: i32, target: i32, count: i32, source: i32, sources: i32): void {
  const window = get<i32>(KERNEL_HEIGHT) * get<i32>(KERNEL_WIDTH);
  const all = get<i32>(SOURCES);
  const targets = get<i32>(TARGETS);
  const first = get<usize>(WEIGHT) + (<usize>(group * targets * all * window) << 2);
  let to = scratch + WEIGHTS;
  if (!get<bool>(FLIPPED)) {
    packA(first, all * window, false, target, count, source * window, sources * window, to);
    return;
  }
  const step = <usize>(tileTargets(count) * window) << 2;
  for (let at = source; at < source + sources; at++) {
    packA(first + (<usize>(at * targets * window) << 2), window, false, target, count, 0, window, to);
    to += step;
  }
}

// @ts-ignore: decorator
@inline
function tile(patch: usize, last: usize, band: usize, step: usize, targets: i32): void {
  let y = band;
  let c00 = v128.load(y);
  let c01 = v128.load(y, 16);
  y += step;
  let c10 = v128.load(y);
  let c11 = v128.load(y, 16);
  y += step;
  let c20 = v128.load(y);
  let c21 = v128.load(y, 16);
  y += step;
  let c30 = v128.load(y);
  let c31 = v128.load(y, 16);
  let c40 = c30;
  let c41 = c30;
  let c50 = c30;
  let c51 = c30;
  if (targets == 6) {
    y += step;
    c40 = v128.load(y);
    c41 = v128.load(y, 16);
    y += step;
    c50 = v128.load(y);
    c51 = v128.load(y, 16);
  }
  let a = scratch + WEIGHTS;
  for (let offset = scratch + OFFSETS; offset < last; offset += 4) {
    const from = patch + <usize>load<u32>(offset);
    const b0 = v128.load(from);
    const b1 = v128.load(from, 16);
    const a0 = v128.load32_splat(a);
    c00 = madd(a0, b0, c00);
    c01 = madd(a0, b1, c01);
    const a1 = v128.load32_splat(a, 4);
    c10 = madd(a1, b0, c10);
    c11 = madd(a1, b1, c11);
    const a2 = v128.load32_splat(a, 8);
    c20 = madd(a2, b0, c20);
    c21 = madd(a2, b1, c21);
    const a3 = v128.load32_splat(a, 12);
    c30 = madd(a3, b0, c30);
    c31 = madd(a3, b1, c31);
    if (targets == 6) {
      const a4 = v128.load32_splat(a, 16);
      c40 = madd(a4, b0, c40);
      c41 = madd(a4, b1, c41);
      const a5 = v128.load32_splat(a, 20);
      c50 = madd(a5, b0, c50);
      c51 = madd(a5, b1, c51);
    }
    a += <usize>targets << 2;
  }
  y = band;
  v128.store(y, c00);
  v128.store(y, c01, 16);
  y += step;
  v128.store(y, c10);
  v128.store(y, c11, 16);
  y += step;
  v128.store(y, c20);
  v128.store(y, c21, 16);
  y += step;
  v128.store(y, c30);
  v128.store(y, c31, 16);
  if (targets == 6) {
    y += step;
    v128.store(y, c40);
    v128.store(y, c41, 16);
    y += step;
    v128.store(y, c50);
    v128.store(y, c51, 16);
  }
}

/**
 * Adds the window over the patch to bands of `targets` (6 or 4) targets, `step` bytes apart, for `floats` places in the patch's
 * pitch and the first `taps` elements of the window, with the weights that {@link packWeights} left.
 */
export function addWindow(taps: i32, floats: i32, targets: i32, step: usize): void {
  const last = scratch + OFFSETS + (<usize>taps << 2);
  const bytes = <usize>floats << 2;
  for (let at: usize = 0; at < bytes; at += 32) {
    if (targets == 6) tile(scratch + PATCH + at, last, scratch + BAND + at, step, 6);
    else tile(scratch + PATCH + at, last, scratch + BAND + at, step, 4);
  }
}
