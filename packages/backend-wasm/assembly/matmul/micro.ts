import { madd } from '../lanes';

// The register tile: 4 rows × 8 columns of C in eight accumulators, two vectors of B and one broadcast of A at a
// time: 11 of the 15 registers that V8 gives. Eight independent sums hide the four cycles of a fused
// multiply–add on two ports exactly. Unrolling the loop by hand made V8 hoist the loads and spill (31 instead of
// 48 GFLOP/s), so it stays as short as the formula.

/**
 * `C = init + A · B` for one tile, A as `[inner][4]`, B as `[inner][8]`. `init` 0 means zeros; else rows of 8
 * floats `initBytes` apart: C itself (a later block of the inner axis), or the bias with stride 0.
 */
export function microTile(a: usize, b: usize, c: usize, rowBytes: usize, inner: i32, init: usize, initBytes: usize): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  if (init != 0) {
    c00 = v128.load(init);
    c01 = v128.load(init, 16);
    init += initBytes;
    c10 = v128.load(init);
    c11 = v128.load(init, 16);
    init += initBytes;
    c20 = v128.load(init);
    c21 = v128.load(init, 16);
    init += initBytes;
    c30 = v128.load(init);
    c31 = v128.load(init, 16);
  }
  for (const end = a + (<usize>inner << 4); a < end; a += 16) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
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
    b += 32;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  c += rowBytes;
  v128.store(c, c10);
  v128.store(c, c11, 16);
  c += rowBytes;
  v128.store(c, c20);
  v128.store(c, c21, 16);
  c += rowBytes;
  v128.store(c, c30);
  v128.store(c, c31, 16);
}

/** A tile at the edge of C: computed in full on the side, then the `rows` × `columns` that exist are written. */
export function edgeTile(
  a: usize,
  b: usize,
  c: usize,
  rowBytes: usize,
  inner: i32,
  init: usize,
  initBytes: usize,
  rows: i32,
  columns: i32,
  side: usize,
): void {
  microTile(a, b, side, 32, inner, 0, 0);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const offset = <usize>j << 2;
      const before: f32 = init != 0 ? load<f32>(init + offset) : 0;
      store<f32>(c + offset, before + load<f32>(side + offset));
    }
    c += rowBytes;
    side += 32;
    init += init != 0 ? initBytes : 0;
  }
}
