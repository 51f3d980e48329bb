import { madd } from '../lanes';
import { dotBytes } from './bytes';
import { ROW_BYTES } from './panels';

// The register tile of many rows: six (or four, or two) rows of x × eight rows of W, twelve integer sums, two vectors of
// weights and one broadcast of x: all 15 registers that V8 gives. Within a block the upper bytes of x are summed up first, then
// times 256 the lower bytes: exact. Over blocks sums are float32, in memory: one load and store for 16 dot products.

/** `sum + scale · scale · Σqq (+ offset · scale Σq)` of a row: its eight sums are at `sums`, its block of x at `x`. */
// @ts-ignore: decorator
@inline
function addRow(
  sums: usize,
  x: usize,
  n0: v128,
  n1: v128,
  scale0: v128,
  scale1: v128,
  offset0: v128,
  offset1: v128,
  offsets: bool,
): void {
  const scale = v128.load32_splat(x);
  let sum0 = madd(f32x4.convert_i32x4_s(n0), f32x4.mul(scale0, scale), v128.load(sums));
  let sum1 = madd(f32x4.convert_i32x4_s(n1), f32x4.mul(scale1, scale), v128.load(sums, 16));
  if (offsets) {
    const total = v128.load32_splat(x, 4);
    sum0 = madd(offset0, total, sum0);
    sum1 = madd(offset1, total, sum1);
  }
  v128.store(sums, sum0);
  v128.store(sums, sum1, 16);
}

/**
 * Adds a panel of x at `x` times `blocks` of unpacked W at `w` (see panels.ts and unpack.ts) to the sums at `sums`: eight
 * floats of each row, 64 bytes apart. `halves`: a scale for each half of a block.
 */
// @ts-ignore: decorator
@inline
function tile(w: usize, x: usize, sums: usize, blocks: i32, rows: usize, offsets: bool, halves: bool): void {
  const vectors: usize = halves ? 4 : 8;
  const head: usize = offsets ? 96 : 64;
  for (let b = 0; b < blocks; b++) {
    for (let part: usize = 0; part < 8; part += vectors) {
      let n00 = v128.load(w, 32);
      let n01 = v128.load(w, 48);
      let n10 = n00;
      let n11 = n01;
      let n20 = n00;
      let n21 = n01;
      let n30 = n00;
      let n31 = n01;
      let n40 = n00;
      let n41 = n01;
      let n50 = n00;
      let n51 = n01;
      let bytes = x + 8 + (part << 2);
      for (let plane = 0; ; plane++) {
        const end = w + head + 32 * vectors;
        for (let at = w + head; at < end; at += 32) {
          const w0 = v128.load(at);
          const w1 = v128.load(at, 16);
          const x0 = v128.load32_splat(bytes);
          n00 = dotBytes(w0, x0, n00);
          n01 = dotBytes(w1, x0, n01);
          const x1 = v128.load32_splat(bytes, ROW_BYTES);
          n10 = dotBytes(w0, x1, n10);
          n11 = dotBytes(w1, x1, n11);
          if (rows > 2) {
            const x2 = v128.load32_splat(bytes, 2 * ROW_BYTES);
            n20 = dotBytes(w0, x2, n20);
            n21 = dotBytes(w1, x2, n21);
            const x3 = v128.load32_splat(bytes, 3 * ROW_BYTES);
            n30 = dotBytes(w0, x3, n30);
            n31 = dotBytes(w1, x3, n31);
          }
          if (rows > 4) {
            const x4 = v128.load32_splat(bytes, 4 * ROW_BYTES);
            n40 = dotBytes(w0, x4, n40);
            n41 = dotBytes(w1, x4, n41);
            const x5 = v128.load32_splat(bytes, 5 * ROW_BYTES);
            n50 = dotBytes(w0, x5, n50);
            n51 = dotBytes(w1, x5, n51);
          }
          bytes += 4;
        }
        if (plane == 1) break;
        bytes += (8 - vectors) << 2;
        n00 = i32x4.shl(n00, 8);
        n01 = i32x4.shl(n01, 8);
        n10 = i32x4.shl(n10, 8);
        n11 = i32x4.shl(n11, 8);
        n20 = i32x4.shl(n20, 8);
        n21 = i32x4.shl(n21, 8);
        n30 = i32x4.shl(n30, 8);
        n31 = i32x4.shl(n31, 8);
        n40 = i32x4.shl(n40, 8);
        n41 = i32x4.shl(n41, 8);
        n50 = i32x4.shl(n50, 8);
        n51 = i32x4.shl(n51, 8);
      }
      const scale0 = v128.load(w);
      const scale1 = v128.load(w, 16);
      // Not loaded in a branch: V8's revectorizer joins two vectors only within one block.
      const offset = offsets ? w + 64 : w;
      const offset0 = v128.load(offset);
      const offset1 = v128.load(offset, 16);
      addRow(sums, x, n00, n01, scale0, scale1, offset0, offset1, offsets);
      addRow(sums + 64, x + ROW_BYTES, n10, n11, scale0, scale1, offset0, offset1, offsets);
      if (rows > 2) {
        addRow(sums + 128, x + 2 * ROW_BYTES, n20, n21, scale0, scale1, offset0, offset1, offsets);
        addRow(sums + 192, x + 3 * ROW_BYTES, n30, n31, scale0, scale1, offset0, offset1, offsets);
      }
      if (rows > 4) {
        addRow(sums + 256, x + 4 * ROW_BYTES, n40, n41, scale0, scale1, offset0, offset1, offsets);
        addRow(sums + 320, x + 5 * ROW_BYTES, n50, n51, scale0, scale1, offset0, offset1, offsets);
      }
      w += head + 32 * vectors;
    }
    x += rows * ROW_BYTES;
  }
}

// A loop of its own for each height.

function tile6(w: usize, x: usize, sums: usize, blocks: i32, offsets: bool, halves: bool): void {
  tile(w, x, sums, blocks, 6, offsets, halves);
}

function tile4(w: usize, x: usize, sums: usize, blocks: i32, offsets: bool, halves: bool): void {
  tile(w, x, sums, blocks, 4, offsets, halves);
}

function tile2(w: usize, x: usize, sums: usize, blocks: i32, offsets: bool, halves: bool): void {
  tile(w, x, sums, blocks, 2, offsets, halves);
}

/** The tile of a panel of `rows` rows. */
export function byteTile(w: usize, x: usize, sums: usize, blocks: i32, rows: i32, offsets: bool, halves: bool): void {
  if (rows == 6) tile6(w, x, sums, blocks, offsets, halves);
  else if (rows == 4) tile4(w, x, sums, blocks, offsets, halves);
  else tile2(w, x, sums, blocks, offsets, halves);
}
