import { scratch } from '../pool';
import { INNER_BLOCK, multiplyBlock, paddedColumns, PRIVATE_B, ROW_BLOCK } from './block';
import { COLUMNS, packB } from './pack';

// Products that one thread makes alone, with B packed into its scratch: the items of a batch, and the products
// that attention is made of. k · n (n rounded up to whole panels) must fit PRIVATE_B_FLOATS.

/** Packs all of B. `lead`: length of its stored rows. */
export function packHere(b: usize, lead: i32, transposed: bool, n: i32, k: i32): void {
  let target = scratch + PRIVATE_B;
  for (let start = 0; start < k; start += INNER_BLOCK) {
    const inner = min(k - start, INNER_BLOCK);
    packB(b, lead, transposed, 0, n, start, inner, target);
    target += (<usize>inner * <usize>paddedColumns(n)) << 2;
  }
}

/** Puts zeros in the place of inner row `row` of the packed B (k ≤ one inner block). */
export function clearPackedRow(row: i32, n: i32, k: i32): void {
  let target = scratch + PRIVATE_B + (<usize>(row * COLUMNS) << 2);
  for (let j = 0; j < n; j += COLUMNS) {
    v128.store(target, i32x4.splat(0));
    v128.store(target, i32x4.splat(0), 16);
    target += (<usize>k * <usize>COLUMNS) << 2;
  }
}

/** `C = A · B (+ bias, + C)` with the B that {@link packHere} left. */
export function multiplyPacked(
  a: usize,
  leadA: i32,
  transA: bool,
  c: usize,
  leadC: i32,
  m: i32,
  n: i32,
  k: i32,
  bias: usize,
  accumulate: bool,
): void {
  const packed = scratch + PRIVATE_B;
  for (let row = 0; row < m; row += ROW_BLOCK) {
    const rows = min(m - row, ROW_BLOCK);
    multiplyBlock(a, leadA, transA, packed, c, leadC, n, k, bias, accumulate, row, rows, 0, n);
  }
}
