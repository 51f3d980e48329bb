import { get } from '../pool';
import { factorOf, round4, scaleOf, sumLanes } from './activations';
import { SIGNED } from './bytes';
import { BLOCK } from './formats';

// Many rows of x: up to six are a panel. Their 16-bit numbers (see activations.ts) are split into two bytes,
// q = 256 · upper + lower, for the dot product of bytes. Block b of the rows is one piece, of each row
//
//   [scale, float32][scale · Σq][32 upper bytes][32 lower bytes]
//
// Bytes that the machine takes as signed are the digits of q; else those of q + 32768.

/** Bytes of a block of one row. */
export const ROW_BYTES: usize = 72;

/** All bits of the lower bytes, and the highest of the upper ones. From memory: see math.ts. */
const MASKS: usize = memory.data<i32>([0x00ff00ff, <i32>0x80808080]);

/** Rows of a panel, the last one's perhaps less. */
export const PANEL: i32 = 6;

/** Rows of the panel that begins at `row` of m: 6, or 2 or 4 at the end. Rows beyond the last are copies of that. */
// @ts-ignore: decorator
@inline
export function panelRows(row: i32, m: i32): i32 {
  return min(PANEL, (m - row + 1) & ~1);
}

/** Where the panel that begins at `row` lies. */
// @ts-ignore: decorator
@inline
export function panelStart(row: i32, blocks: i32): usize {
  return <usize>row * <usize>blocks * ROW_BYTES;
}

/** Bytes of all panels. */
export function panelBytes(m: i32, blocks: i32): f64 {
  return <f64>(m + 1) * <f64>blocks * <f64>ROW_BYTES;
}

/** 32 floats at `x` become a row's block at `to`. */
// @ts-ignore: decorator
@inline
function splitBlock(x: usize, to: usize, carry: v128, low: v128, flip: v128): void {
  const scale = scaleOf(x);
  const factor = factorOf(scale);
  let total = i32x4.splat(0);
  for (let half: usize = 0; half < 2; half++) {
    const q0 = round4(x, factor);
    const q1 = round4(x + 16, factor);
    const q2 = round4(x + 32, factor);
    const q3 = round4(x + 48, factor);
    total = i32x4.add(total, i32x4.add(i32x4.add(q0, q1), i32x4.add(q2, q3)));
    const first = i16x8.narrow_i32x4_s(q0, q1);
    const second = i16x8.narrow_i32x4_s(q2, q3);
    const upper = i8x16.narrow_i16x8_u(i16x8.shr_u(i16x8.add(first, carry), 8), i16x8.shr_u(i16x8.add(second, carry), 8));
    v128.store(to + (half << 4), v128.xor(upper, flip), 8);
    v128.store(to + (half << 4), i8x16.narrow_i16x8_u(v128.and(first, low), v128.and(second, low)), 40);
    x += 64;
  }
  store<f32>(to, scale);
  store<f32>(to, scale * <f32>sumLanes(total), 4);
}

/** Panel `tile` of x. */
export function splitTile(tile: i32): void {
  const m = get<i32>(6);
  const blocks = get<i32>(8) / BLOCK;
  const signed = get<i32>(11) == SIGNED;
  const carry = i16x8.splat(signed ? 128 : 0);
  const low = v128.load32_splat(MASKS);
  const flip = signed ? i32x4.splat(0) : v128.load32_splat(MASKS, 4);
  const first = tile * PANEL;
  const rows = panelRows(first, m);
  for (let r = 0; r < rows; r++) {
    let x = get<usize>(1) + ((<usize>min(first + r, m - 1) * <usize>blocks) << 7);
    let to = get<usize>(5) + panelStart(first, blocks) + <usize>r * ROW_BYTES;
    for (let b = 0; b < blocks; b++) {
      splitBlock(x, to, carry, low, flip);
      x += 128;
      to += <usize>rows * ROW_BYTES;
    }
  }
}
