import { get } from '../pool';
import { factorOf, scaleOf, sumLanes } from './activations';
import { SIGNED } from './bytes';
import { BLOCK } from './formats';
import { carryOf, flipOf, splitHalf } from './split';

// Many rows of x: up to six are a panel. Their 16-bit numbers (see activations.ts) are split into two bytes (split.ts) for
// the dot product of bytes. Block b of the rows is one piece, of each row
//
//   [scale, float32][scale · Σq][32 upper bytes][32 lower bytes]
//
// Bytes that the machine takes as signed are digits; else those of q + 32768.

/** Bytes of a block of one row. */
export const ROW_BYTES: usize = 72;

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
function splitBlock(x: usize, to: usize, carry: v128, flip: v128): void {
  const scale = scaleOf(x);
  const factor = factorOf(scale);
  const left = splitHalf(x, to + 8, factor, carry, flip);
  const right = splitHalf(x + 64, to + 24, factor, carry, flip);
  store<f32>(to, scale);
  store<f32>(to, scale * <f32>sumLanes(i32x4.add(left, right)), 4);
}

/** Panel `tile` of x. */
export function splitTile(tile: i32): void {
  const m = get<i32>(6);
  const blocks = get<i32>(8) / BLOCK;
  const signed = get<i32>(14) == SIGNED;
  const carry = carryOf(signed);
  const flip = flipOf(signed);
  const first = tile * PANEL;
  const rows = panelRows(first, m);
  for (let r = 0; r < rows; r++) {
    let x = get<usize>(1) + ((<usize>min(first + r, m - 1) * <usize>blocks) << 7);
    let to = get<usize>(5) + panelStart(first, blocks) + <usize>r * ROW_BYTES;
    for (let b = 0; b < blocks; b++) {
      splitBlock(x, to, carry, flip);
      x += 128;
      to += <usize>rows * ROW_BYTES;
    }
  }
}
