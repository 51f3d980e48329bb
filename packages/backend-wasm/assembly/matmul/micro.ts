import { madd, RELAXED } from '../lanes';

// The register tile: 6 rows × 8 columns of C in twelve accumulators, two vectors of B and one broadcast of A at a time: all
// 15 registers that V8 gives. Two multiply–adds begin in a cycle and take four, so eight sums at least must be independent:
// with twelve, and eight loads for them, nothing but the multiply–adds counts (66 GFLOP/s of 66.5; with 4 × 8, 62). Unrolling
// the loop by hand made V8 hoist the loads and spill (31 instead of 48 GFLOP/s), so it stays as short as the formula. Plain
// SIMD needs a register more, for the product before it is added: there 6 × 8 spills (32 GFLOP/s), and 4 × 8 reaches 56.
//
// What a tile begins with is loaded without a branch: V8's revectorizer joins two vectors only within one block.

/** Rows of a tile, if there are enough; else the lower one. */
export const HIGH: i32 = 6;
export const LOW: i32 = 4;

/** What tiles begin with where there is neither C nor a bias. */
export const ZEROS: usize = memory.data(64, 16);

/** Rows of the next tile with `left` rows left: so that as few as possible are computed for nothing. */
// @ts-ignore: decorator
@inline
export function tileRows(left: i32): i32 {
  if (!RELAXED) return LOW;
  return left > 2 * LOW || left == HIGH || left == HIGH - 1 ? HIGH : LOW;
}

// @ts-ignore: decorator
@inline
function tile(a: usize, b: usize, c: usize, rowBytes: usize, inner: i32, init: usize, initBytes: usize, rows: i32): void {
  let c00 = v128.load(init);
  let c01 = v128.load(init, 16);
  init += initBytes;
  let c10 = v128.load(init);
  let c11 = v128.load(init, 16);
  init += initBytes;
  let c20 = v128.load(init);
  let c21 = v128.load(init, 16);
  init += initBytes;
  let c30 = v128.load(init);
  let c31 = v128.load(init, 16);
  let c40 = c00;
  let c41 = c00;
  let c50 = c00;
  let c51 = c00;
  if (rows == HIGH) {
    init += initBytes;
    c40 = v128.load(init);
    c41 = v128.load(init, 16);
    init += initBytes;
    c50 = v128.load(init);
    c51 = v128.load(init, 16);
  }
  const step = <usize>rows << 2;
  for (const end = a + <usize>inner * step; a < end; a += step) {
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
    if (rows == HIGH) {
      const a4 = v128.load32_splat(a, 16);
      c40 = madd(a4, b0, c40);
      c41 = madd(a4, b1, c41);
      const a5 = v128.load32_splat(a, 20);
      c50 = madd(a5, b0, c50);
      c51 = madd(a5, b1, c51);
    }
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
  if (rows == HIGH) {
    c += rowBytes;
    v128.store(c, c40);
    v128.store(c, c41, 16);
    c += rowBytes;
    v128.store(c, c50);
    v128.store(c, c51, 16);
  }
}

/**
 * `C = init + A · B` for one tile, A as `[inner][rows]`, B as `[inner][8]`, `rows` as {@link tileRows} says. `init` is rows of
 * 8 floats, `initBytes` apart: C itself (a later block of the inner axis), or with stride 0 the bias, or zeros.
 */
export function microTile(a: usize, b: usize, c: usize, rowBytes: usize, inner: i32, init: usize, initBytes: usize, rows: i32): void {
  if (RELAXED && rows == HIGH) tile(a, b, c, rowBytes, inner, init, initBytes, HIGH);
  else tile(a, b, c, rowBytes, inner, init, initBytes, LOW);
}

/** A tile at the edge of C: computed in full on the side, then the `height` × `columns` that exist are written. */
export function edgeTile(
  a: usize,
  b: usize,
  c: usize,
  rowBytes: usize,
  inner: i32,
  init: usize,
  initBytes: usize,
  rows: i32,
  height: i32,
  columns: i32,
  side: usize,
): void {
  microTile(a, b, side, 32, inner, ZEROS, 0, rows);
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < columns; j++) {
      const offset = <usize>j << 2;
      store<f32>(c + offset, load<f32>(init + offset) + load<f32>(side + offset));
    }
    c += rowBytes;
    side += 32;
    init += initBytes;
  }
}
