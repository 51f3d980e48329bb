import { madd } from '../lanes';
import { HIGH, LOW } from './micro';

// The register tile where V8 joins pairs of vectors to 256 bits (--experimental-wasm-revectorize). There the tile of micro.ts
// is six wide sums, and two multiply–adds that begin in a cycle and take four need eight. Here are twelve, of 6 rows × 16
// columns: two panels of B side by side. Joined they take 15 registers, as the twelve narrow ones do there; not joined they are
// spilled, and take 1.8 times as long. Each number of C is the same sum in the same order.

// @ts-ignore: decorator
@inline
function tile(a: usize, b: usize, next: usize, c: usize, rowBytes: usize, inner: i32, init: usize, initBytes: usize, rows: i32): void {
  let c00 = v128.load(init);
  let c01 = v128.load(init, 16);
  let c02 = v128.load(init, 32);
  let c03 = v128.load(init, 48);
  init += initBytes;
  let c10 = v128.load(init);
  let c11 = v128.load(init, 16);
  let c12 = v128.load(init, 32);
  let c13 = v128.load(init, 48);
  init += initBytes;
  let c20 = v128.load(init);
  let c21 = v128.load(init, 16);
  let c22 = v128.load(init, 32);
  let c23 = v128.load(init, 48);
  init += initBytes;
  let c30 = v128.load(init);
  let c31 = v128.load(init, 16);
  let c32 = v128.load(init, 32);
  let c33 = v128.load(init, 48);
  let c40 = c00;
  let c41 = c00;
  let c42 = c00;
  let c43 = c00;
  let c50 = c00;
  let c51 = c00;
  let c52 = c00;
  let c53 = c00;
  if (rows == HIGH) {
    init += initBytes;
    c40 = v128.load(init);
    c41 = v128.load(init, 16);
    c42 = v128.load(init, 32);
    c43 = v128.load(init, 48);
    init += initBytes;
    c50 = v128.load(init);
    c51 = v128.load(init, 16);
    c52 = v128.load(init, 32);
    c53 = v128.load(init, 48);
  }
  const step = <usize>rows << 2;
  for (const end = a + <usize>inner * step; a < end; a += step) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const b2 = v128.load(next);
    const b3 = v128.load(next, 16);
    const a0 = v128.load32_splat(a);
    c00 = madd(a0, b0, c00);
    c01 = madd(a0, b1, c01);
    c02 = madd(a0, b2, c02);
    c03 = madd(a0, b3, c03);
    const a1 = v128.load32_splat(a, 4);
    c10 = madd(a1, b0, c10);
    c11 = madd(a1, b1, c11);
    c12 = madd(a1, b2, c12);
    c13 = madd(a1, b3, c13);
    const a2 = v128.load32_splat(a, 8);
    c20 = madd(a2, b0, c20);
    c21 = madd(a2, b1, c21);
    c22 = madd(a2, b2, c22);
    c23 = madd(a2, b3, c23);
    const a3 = v128.load32_splat(a, 12);
    c30 = madd(a3, b0, c30);
    c31 = madd(a3, b1, c31);
    c32 = madd(a3, b2, c32);
    c33 = madd(a3, b3, c33);
    if (rows == HIGH) {
      const a4 = v128.load32_splat(a, 16);
      c40 = madd(a4, b0, c40);
      c41 = madd(a4, b1, c41);
      c42 = madd(a4, b2, c42);
      c43 = madd(a4, b3, c43);
      const a5 = v128.load32_splat(a, 20);
      c50 = madd(a5, b0, c50);
      c51 = madd(a5, b1, c51);
      c52 = madd(a5, b2, c52);
      c53 = madd(a5, b3, c53);
    }
    b += 32;
    next += 32;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(c, c02, 32);
  v128.store(c, c03, 48);
  c += rowBytes;
  v128.store(c, c10);
  v128.store(c, c11, 16);
  v128.store(c, c12, 32);
  v128.store(c, c13, 48);
  c += rowBytes;
  v128.store(c, c20);
  v128.store(c, c21, 16);
  v128.store(c, c22, 32);
  v128.store(c, c23, 48);
  c += rowBytes;
  v128.store(c, c30);
  v128.store(c, c31, 16);
  v128.store(c, c32, 32);
  v128.store(c, c33, 48);
  if (rows == HIGH) {
    c += rowBytes;
    v128.store(c, c40);
    v128.store(c, c41, 16);
    v128.store(c, c42, 32);
    v128.store(c, c43, 48);
    c += rowBytes;
    v128.store(c, c50);
    v128.store(c, c51, 16);
    v128.store(c, c52, 32);
    v128.store(c, c53, 48);
  }
}

/** The same as `microTile` for two panels of B, `b` and `next`, whose columns are neighbours. `init`: rows of 16 floats. */
export function wideTile(
  a: usize,
  b: usize,
  next: usize,
  c: usize,
  rowBytes: usize,
  inner: i32,
  init: usize,
  initBytes: usize,
  rows: i32,
): void {
  if (rows == HIGH) tile(a, b, next, c, rowBytes, inner, init, initBytes, HIGH);
  else tile(a, b, next, c, rowBytes, inner, init, initBytes, LOW);
}
